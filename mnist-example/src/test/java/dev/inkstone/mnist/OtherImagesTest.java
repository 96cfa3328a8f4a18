package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.random.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the same form and another content, as Fashion-MNIST is: here ten kinds of checked cloth. */
class OtherImagesTest {
    private static final int SIDE = 28;
    private static final String CLASSES = "linen,tweed,twill,denim,plaid,tartan,gingham,argyle,madras,velvet";

    @TempDir
    Path folder;

    @Test
    void areLearntAndCalledByTheirNames() throws Exception {
        Path data = Files.createDirectories(folder.resolve("cloth"));
        write(data, IdxPair.TRAIN, 1100, 1);
        write(data, IdxPair.TEST, 200, 2);
        Path run = folder.resolve("run");

        Program.Outcome trained = Program.run(
                "train", "--data", data, "--validation", 100, "--batch", 20, "--epochs", 5, "--quiet", "--out", run);
        assertThat(trained.code()).as(trained.err()).isZero();
        Program.Outcome evaluated = Program.run(
                "evaluate",
                "--model-file",
                run.resolve("model.safetensors"),
                "--data",
                data,
                "--confusion",
                "--classes",
                CLASSES);

        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        List<String> lines = evaluated.out().lines().toList();
        double accuracy = Double.parseDouble(lines.get(0).replaceAll("test_accuracy=(\\S+) .*", "$1"));
        assertThat(accuracy).isGreaterThan(0.9);
        assertThat(lines.get(0)).contains("/200)");
        assertThat(lines.get(3).trim()).startsWith("tweed ");
    }

    @Test
    void aRunGoesOnWithItsOwnImagesOnly() throws Exception {
        Path data = Files.createDirectories(folder.resolve("cloth"));
        write(data, IdxPair.TRAIN, 120, 1);
        write(data, IdxPair.TEST, 20, 2);
        Path run = folder.resolve("run");
        Object[] resume = {"train", "--resume", "--data", folder.resolve("moved"), "--out", run};
        assertThat(Program.run("train", "--data", data, "--validation", 20, "--steps", 2, "--out", run)
                        .code())
                .isZero();

        Files.move(data, folder.resolve("moved"));
        Files.delete(run.resolve("metrics.json"));
        assertThat(Program.run(resume).code()).isZero();
        assertThat(run.resolve("metrics.json")).exists();

        write(folder.resolve("moved"), IdxPair.TRAIN, 120, 3);
        Program.Outcome refused = Program.run(resume);
        assertThat(refused.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(refused.lastError())
                .contains("--resume: other files in " + folder.resolve("moved").toRealPath())
                .contains(" than those that the run began with");
    }

    @Test
    void transferNeedsEnoughOfEachKind() throws Exception {
        write(folder, IdxPair.TRAIN, 95, 1);
        write(folder, IdxPair.TEST, 20, 2);
        Program.Outcome refused = Program.run("transfer", "--no-relaunch", "--data", folder);
        assertThat(refused.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(refused.lastError()).endsWith("train-labels-idx1-ubyte: 9 labels of 5, expected 10 or more");
    }

    @Test
    void theirNamesAreTen() {
        Program.Outcome outcome = Program.run("evaluate", "--model-file", "none", "--classes", "shirt,coat");
        assertThat(outcome.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(outcome.lastError()).contains("--classes: 2 names, expected 10 with commas between");
    }

    /** Stripes as wide as the kind says, one way or both, a pixel up or down, with noise. */
    private static void write(Path folder, String start, int count, long seed) throws IOException {
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(images);
        for (int value : new int[] {0x803, count, SIDE, SIDE}) {
            out.writeInt(value);
        }
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        new DataOutputStream(labels).writeLong(0x801L << 32 | count);
        for (int i = 0; i < count; i++) {
            RandomStream random = RandomStream.of(seed, "cloth").at(0, i);
            int kind = i % 10;
            labels.write(kind);
            int shift = (int) (2 * random.uniform(0));
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                boolean dark = (pixel / SIDE + shift) / (2 + kind % 5) % 2 == 0
                        || kind >= 5 && (pixel % SIDE + shift) / (2 + kind % 5) % 2 == 0;
                out.writeByte((int) ((dark ? 60 : 160) + 40 * random.uniform(1 + pixel)));
            }
        }
        Files.write(folder.resolve(IdxPair.imagesName(start)), images.toByteArray());
        Files.write(folder.resolve(IdxPair.labelsName(start)), labels.toByteArray());
    }
}
