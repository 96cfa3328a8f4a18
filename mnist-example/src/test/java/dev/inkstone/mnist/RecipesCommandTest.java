package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each run is a JVM of its own. */
@Tag("once")
class RecipesCommandTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path digits;

    @BeforeAll
    static void writeDigits() throws IOException {
        digits = Digits.folder(shared.resolve("digits"), 300, 50);
    }

    @Test
    void trainsEachSeedOnceAndGoesOnWhereItWasInterrupted() throws Exception {
        Program.Outcome first = recipes("--models", "mlp", "--seeds", 2, "--steps", 8);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .containsPattern("1/2  mlp, seed 1: \\d+\\.\\d\\d %, 1\\.6 epochs, \\d+\\.\\d s\n2/2  mlp, seed 2: ")
                .contains("| mlp     | `train --model mlp --data " + digits)
                .contains("written to " + folder.resolve("table").resolve("recipes.md"));

        Program.Outcome same = Program.run(
                "train",
                "--model",
                "mlp",
                "--seed",
                2,
                "--steps",
                8,
                "--validation",
                50,
                "--data",
                digits,
                "--out",
                folder.resolve("same"));
        assertThat(same.code()).isZero();
        JsonNode runs = table().get("rows").get(0).get("runs");
        assertThat(runs.get(1).get("parameters_sha256"))
                .isEqualTo(json(folder.resolve("same/metrics.json")).get("parameters_sha256"));

        // As after a kill of the second run: it goes on, the first one is left alone, a third one is added.
        Path before = run("seed-1/metrics.json");
        FileTime written = Files.getLastModifiedTime(before);
        Files.delete(run("seed-2/metrics.json"));
        Program.Outcome more = recipes("--models", "mlp", "--seeds", 3, "--steps", 8);
        assertThat(more.code()).as(more.err()).isZero();
        assertThat(more.out()).containsPattern("seed 1: .* \\(made before\\)\n2/3 .* s\n3/3 .* s\n");
        assertThat(Files.getLastModifiedTime(before)).isEqualTo(written);
        assertThat(Files.readString(run("seed-2/log.txt"))).contains("going on after step 8");
        JsonNode again = table().get("rows").get(0).get("runs");
        assertThat(again).hasSize(3);
        for (String field : List.of("seed", "test_accuracy", "steps", "parameters_sha256")) {
            assertThat(again.get(1).get(field)).as(field).isEqualTo(runs.get(1).get(field));
        }
    }

    @Test
    void aRunThatFailsEndsTheCommandAndSaysWhereToLook() throws Exception {
        Files.createDirectories(runFolder().resolve("seed-1"));
        Files.writeString(runFolder().resolve("seed-1/checkpoints"), "where a folder should be");

        Program.Outcome outcome = recipes("--models", "mlp", "--seeds", 1, "--steps", 8);

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.lastError())
                .contains("mlp, seed 1 ended with code ")
                .contains("what it said is in " + runFolder().resolve("seed-1/log.txt"));
        assertThat(folder.resolve("table/recipes.md")).doesNotExist();
    }

    @Test
    void aSignalEndsAllProcessesAndTheSameCommandGoesOn() throws Exception {
        Object[] command = {
            "recipes",
            "--models",
            "mlp",
            "--seeds",
            1,
            "--epochs",
            1000,
            "--data",
            digits,
            "--validation",
            50,
            "--out",
            folder.resolve("table")
        };
        Process process = Program.start(folder, List.of(), command);
        Path log = folder.resolve("table/" + named("-limit-250-epochs-1000") + "/seed-1/log.txt");
        while (process.isAlive() && !(Files.exists(log) && Files.readString(log).contains(" 3/1000 "))) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(Files.readString(log)).contains("interrupted after step");

        Process again = Program.start(folder, List.of(), command);
        while (again.isAlive() && !Files.readString(log).contains("going on after step")) {
            again.waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(again.isAlive())
                .as(Files.readString(folder.resolve("err.txt")))
                .isTrue();
        again.destroy();
        again.waitFor();
    }

    @Test
    void aFolderOfAnotherRunIsNotTouched() throws Exception {
        RunFolder other = new RunFolder(runFolder().resolve("seed-2"));
        Files.createDirectories(other.path());
        other.begin(new RunOptions(
                "mlp", 3, null, 50, 0.01, 2, digits.toRealPath().toString(), IdxPair.checksum(digits), 50, 250, 0, 0));

        Program.Outcome outcome = recipes("--models", "mlp", "--seeds", 2, "--steps", 8);
        assertThat(outcome.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(outcome.lastError())
                .contains("--out: " + other.path() + " holds another run, for ")
                .contains("--epochs")
                .endsWith("name another folder, or delete that one");
        assertThat(runFolder().resolve("seed-1")).doesNotExist();
    }

    private Program.Outcome recipes(Object... options) {
        Object[] common = {
            "recipes", "--data", digits, "--validation", 50, "--threads", 1, "--out", folder.resolve("table")
        };
        return Program.run(Stream.of(common, options).flatMap(Stream::of).toArray());
    }

    private Path runFolder() throws IOException {
        return folder.resolve("table").resolve(named("-limit-250-steps-8"));
    }

    private static String named(String options) throws IOException {
        return "mlp-data" + digits.toRealPath().toString().replaceAll("[^\\w.]+", "-") + "-validation-50" + options;
    }

    private Path run(String file) throws IOException {
        return runFolder().resolve(file);
    }

    private JsonNode table() throws IOException {
        return json(folder.resolve("table/recipes.json"));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
