package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong: exit code 2, the last line tells what was given and what is expected, and nothing is written. */
class BadInputTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path digits;

    @BeforeAll
    static void writeDigits() throws IOException {
        digits = Digits.folder(shared.resolve("digits"), 60, 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| no command, expected train, recipes, evaluate, predict, transfer or experiment",
                "tran | Unmatched argument at index 0: 'tran'",
                "train --epoch 3 | Unknown option",
                "train --model resnet | --model: 'resnet' is unknown, expected one of: cnn, mlp, lenet, lenet-5, cnn-32-64, cnn-bn, conv5, fast",
                "experiment | Missing required parameter: 'NAME'",
                "experiment padding | experiment: 'padding' is unknown, expected one of: batch-norm, cnn-or-mlp,",
                "experiment batch-norm --seeds 0 | --seeds: 0, expected 1 to 1000",
                "experiment batch-norm --seeds many | --seeds: 'many', expected a whole number from 1 to 1000",
                "experiment batch-norm --limit 55001 | --limit: 55001, expected 1 to 55000",
                "train --epochs 0 | --epochs: 0, expected 1 to",
                "train --epochs ten | --epochs: 'ten', expected a whole number from 1 to 1000000000",
                "train --epochs 99999999999 | --epochs: '99999999999', expected a whole number from 1 to 1000000000",
                "train --batch 1e3 | --batch: '1e3', expected a whole number from 1 to the number of training images",
                "train --learning-rate fast | --learning-rate: 'fast', expected a number that is more than 0 and at most 10",
                "train --threads all | --threads: 'all', expected a whole number from 1 to 1024",
                "train --epochs 1 --steps 5 | expected one of the two",
                "train --steps 0 | --steps: 0, expected 1 to",
                "train --batch 0 | --batch: 0, expected 1 to 55000",
                "train --batch 55001 | --batch: 55001, expected 1 to 55000",
                "train --limit 100 --batch 101 | --batch: 101, expected 1 to 100",
                "train --limit 55001 | --limit: 55001, expected 1 to 55000",
                "train --limit 0 | --limit: 0, expected 1 to 55000",
                "train --validation 60000 | --validation: 60000, expected 0 to 59999",
                "train --validation -1 | --validation: -1, expected 0 to 59999",
                "train --learning-rate 0 | --learning-rate: 0.0, expected more than 0 and at most 10",
                "train --learning-rate NaN | --learning-rate: NaN, expected more than 0",
                "train --threads 0 | --threads: 0, expected 1 to 1024",
                "train --patience -1 | --patience: -1, expected 0 to 1000000000",
                "train --patience long | --patience: 'long', expected a whole number of steps from 0 to 1000000000",
                "train --validate-every -1 | --validate-every: -1, expected 0 to 1000000000",
                "train --patience 5 --validation 0 | --patience: 5 with --validation 0, expected images that validate",
                "train --validate-every 5 --validation 0 | --validate-every: 5 with --validation 0, expected images",
                "recipes --models cnn,resnet | --models: 'resnet' is unknown, expected one of: cnn, mlp",
                "recipes --seeds 0 | --seeds: 0, expected 1 to 1000",
                "recipes --seeds many | --seeds: 'many', expected a whole number from 1 to 1000",
                "recipes --threads 0 | --threads: 0, expected 1 to 1024",
                "recipes --seed 3 | Unknown options: '--seed', '3'",
                "recipes --patience 5 --validation 0 | --patience: 5 with --validation 0, expected images",
                "train --checkpoint-steps 0 | --checkpoint-steps: 0, expected 1 to",
                "train --seed 1.5 | --seed: '1.5', expected a whole number from -9223372036854775808 to 9223372036854775807",
                "train --data /no/such/folder | --data: /no/such/folder is not a folder, expected one with the four files",
                "train --resume | nothing to resume from",
                "evaluate | Missing required option: '--model-file=F'",
                "evaluate --model-file /no/such/file | '/no/such/file': no such file, expected a model",
                "predict --model-file /no/such/file a.png | '/no/such/file': no such file, expected a model"
            })
    void badOptions(String line) {
        String[] parts = line.split("\\|", 2);
        String[] words = parts[0].isBlank() ? new String[0] : parts[0].trim().split(" ");
        boolean train = words.length > 0 && List.of("train", "recipes").contains(words[0]);
        Stream<Object> out = train ? Stream.of("--out", folder.resolve("run")) : Stream.of();
        expectRefusal(parts[1].trim(), Stream.concat(Arrays.stream(words), out).toArray());
    }

    @Test
    void smallDataNeedAValidationOfTheirOwn() {
        expectRefusal(
                "--validation: 5000 by default, expected 0 to 59",
                "train",
                "--data",
                digits,
                "--out",
                folder.resolve("run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {IdxPair.TRAIN, IdxPair.TEST})
    void aMissingFile(String start) throws IOException {
        Path data = copy();
        Files.delete(data.resolve(IdxPair.imagesName(start)));
        refuseData(
                data, "has no " + IdxPair.imagesName(start) + ", expected it or " + IdxPair.imagesName(start) + ".gz");
    }

    @Test
    void truncatedImages() throws IOException {
        Path data = copy();
        Path images = data.resolve("train-images-idx3-ubyte");
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 40_000));
        refuseData(data, "train-images-idx3-ubyte: 40000 bytes, expected 47056 for 60 images; it is truncated");
    }

    @Test
    void truncatedGzip() throws IOException {
        Path data = copy();
        Path images = data.resolve("t10k-images-idx3-ubyte");
        byte[] zipped = Digits.gzipped(Files.readAllBytes(images));
        Files.write(images, Arrays.copyOf(zipped, zipped.length - 100));
        refuseData(data, "expected 15696 for 20 images; it is truncated");
    }

    /** A checksum at the very end is wrong: found only when all has been read, and before anything is deleted. */
    @Test
    void damagedDataLeaveAnEarlierRunInTheFolderAlone() throws IOException {
        Path data = copy();
        Path images = data.resolve("train-images-idx3-ubyte");
        byte[] zipped = Digits.gzipped(Files.readAllBytes(images));
        zipped[zipped.length - 6] ^= 1;
        Files.write(images, zipped);
        Path out = Files.createDirectories(folder.resolve("earlier"));
        Path model = Files.writeString(out.resolve("model.safetensors"), "of an earlier run");
        expectRefusal("train-images-idx3-ubyte", "train", "--data", data, "--validation", "10", "--out", out);
        assertThat(model).hasContent("of an earlier run");
        assertThat(out.resolve("run.json")).doesNotExist();
    }

    @Test
    void anEmptyNameOfTheOutputFolder() {
        expectRefusal("--out: ''", "train", "--out", "");
    }

    @Test
    void wrongMagic() throws IOException {
        Path data = copy();
        Files.write(data.resolve("train-images-idx3-ubyte"), "not an IDX file at all, but a text".getBytes());
        refuseData(data, "magic number 0x6e6f7420, expected 0x00000803");
    }

    /** The counts of an IDX header have no sign. */
    @Test
    void countsBeyondTheInts() throws IOException {
        Path data = copy();
        Path images = data.resolve("train-images-idx3-ubyte");
        byte[] bytes = Files.readAllBytes(images);
        Arrays.fill(bytes, 4, 8, (byte) 0xff);
        Files.write(images, bytes);
        refuseData(data, "train-images-idx3-ubyte: 4294967295 images of 28×28, expected 1 to ");
    }

    @Test
    void countsOfLabelsBeyondTheInts() throws IOException {
        Path data = copy();
        Path labels = data.resolve("train-labels-idx1-ubyte");
        Files.write(labels, new byte[] {0, 0, 8, 1, -1, -1, -1, -1, 0});
        refuseData(data, "train-labels-idx1-ubyte: dimensions [4294967295], expected fewer than 2^31 values");
    }

    @Test
    void foldersWhereFilesAreExpected() throws IOException {
        Path data = copy();
        Files.delete(data.resolve("train-images-idx3-ubyte"));
        Files.createDirectory(data.resolve("train-images-idx3-ubyte"));
        refuseData(data, "has no train-images-idx3-ubyte, expected it or train-images-idx3-ubyte.gz");
        expectRefusal(folder + "': a folder, expected a model", "evaluate", "--model-file", folder);
        expectRefusal(folder + "': a folder, expected a model", "predict", "--model-file", folder, "a.png");
    }

    /** As root, who may read everything, there is nothing to see. */
    @Test
    void filesThatMayNotBeRead() throws IOException {
        Path data = copy();
        for (String name : new String[] {"train-images-idx3-ubyte", "t10k-images-idx3-ubyte"}) {
            Path file = data.resolve(name);
            assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "permissions bind this user");
            refuseData(data, name + ": cannot be read (permission denied), expected an IDX file");
            assertThat(file.toFile().setReadable(true)).isTrue();
        }
    }

    @Test
    void anEmptyFile() throws IOException {
        Path data = copy();
        Files.write(data.resolve("train-images-idx3-ubyte"), new byte[0]);
        refuseData(data, "it is truncated");
    }

    @Test
    void labelsAndImagesThatDiffer() throws IOException {
        Path data = copy();
        Path other = Digits.folder(folder.resolve("other"), 50, 20);
        Files.copy(other.resolve("train-labels-idx1-ubyte.gz"), data.resolve("train-labels-idx1-ubyte"));
        refuseData(data, "50 labels, expected 60, one for each image of train-images-idx3-ubyte");
    }

    @Test
    void whatIsNoModelAndNoImage() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "neither");
        expectRefusal("--model-file: checkpoint", "evaluate", "--model-file", text);
        expectRefusal("--model-file: checkpoint", "predict", "--model-file", text, text);
    }

    @Test
    void anOutputFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        expectRefusal("expected a folder", "train", "--out", file.resolve("run"));
        expectRefusal("--out: " + file + ", expected a folder", "experiment", "early-stopping", "--out", file);
    }

    @Test
    void whatIsInTheWayIsSaidInWords() throws IOException {
        Path history = folder.resolve("earlier/history.csv");
        Files.createDirectories(history.resolve("full"));
        Program.Outcome outcome =
                Program.run("train", "--quiet", "--data", digits, "--validation", 10, "--out", history.getParent());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.lastError())
                .isEqualTo("error: " + history
                        + ": cannot be read or written (something else of that name is in the way)");
    }

    private void refuseData(Path data, String expected) {
        expectRefusal(expected, "train", "--data", data, "--validation", 10, "--out", folder.resolve("run"));
    }

    private void expectRefusal(String expected, Object... args) {
        Program.Outcome outcome = Program.run(args);

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.lastError()).startsWith("error: ").contains(expected);
        assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain("Usage:");
        assertThat(outcome.err().strip().lines()).hasSize(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(folder.resolve("run")).doesNotExist();
    }

    /** The digits in a folder of this test. */
    private Path copy() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (Stream<Path> files = Files.list(digits)) {
            for (Path file : files.toList()) {
                Files.copy(file, data.resolve(file.getFileName()));
            }
        }
        return data;
    }
}
