package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as users start it: second start, signals, sudden death. */
@Tag("once")
class ProcessTest {
    private static final int MINUTES = 5;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path digits;

    @BeforeAll
    static void writeDigits() throws IOException {
        digits = Digits.folder(shared.resolve("digits"), 2000, 100);
    }

    @Test
    void theSecondStartGetsFlagsAndTheExitCodeComesBack() throws Exception {
        Process first = start(List.of("-Xmx100m", "-Dinkstone.threads=3"), "--limit", 100, "--steps", 2);
        assertThat(code(first)).as(read("err.txt")).isZero();
        assertThat(metrics().get("threads").asInt()).isEqualTo(3);
        assertThat(metrics().get("kernels").asText()).isEqualTo("vector");

        // Less heap than the images need: the second process fails, and the first one says so.
        Process small = start(List.of("-Xmx12m"), "--limit", 1500, "--batch", 1500, "--steps", 2);
        assertThat(code(small)).as(read("err.txt")).isEqualTo(Main.FAILURE);
        assertThat(read("err.txt")).contains("error: out of memory: the heap has at most 12 MB");
    }

    @Test
    void scalarKernelsNeedNoSecondStart() throws Exception {
        Process process = start(List.of("-Dinkstone.kernels=scalar"), "--limit", 100, "--steps", 2);
        boolean alone = process.descendants().findAny().isEmpty();
        assertThat(code(process)).as(read("err.txt")).isZero();
        assertThat(alone).isTrue();
        assertThat(metrics().get("kernels").asText()).isEqualTo("scalar");
        assertThat(read("err.txt")).doesNotContain("incubator");
    }

    @Test
    void badInputIsFoundBeforeTheSecondStart() throws Exception {
        Process process = start(List.of(), "--limit", 100_000);
        assertThat(code(process)).isEqualTo(Main.BAD_INPUT);
        assertThat(read("err.txt")).startsWith("error: --limit: 100000").hasLineCount(1);
    }

    @Test
    void aRunThatIsKilledAgainAndAgainEndsAsIfItHadNotBeen() throws Exception {
        Object[] options = {"--epochs", 3, "--limit", 900, "--batch", 20, "--checkpoint-steps", 4};
        assertThat(code(start(List.of(), options))).as(read("err.txt")).isZero();
        JsonNode undisturbed = metrics();
        Files.delete(folder.resolve("run/metrics.json"));

        Process process = start(List.of(), options);
        Random random = new Random(5);
        int kills = 0;
        while (kills < 4) {
            awaitCheckpoint(process, 4L + random.nextInt(12) + 30L * kills);
            if (!process.isAlive()) {
                break;
            }
            kill(process, kills % 2 == 0);
            kills++;
            process = start(List.of(), "--resume");
        }
        assertThat(kills).isPositive();
        assertThat(code(process)).as(read("err.txt")).isZero();

        JsonNode resumed = metrics();
        assertThat(resumed.get("parameters_sha256")).isEqualTo(undisturbed.get("parameters_sha256"));
        for (String field : List.of("epoch", "step", "loss", "accuracy", "val_loss", "val_accuracy", "test_accuracy")) {
            assertThat(resumed.get("epochs").findValuesAsText(field))
                    .as(field)
                    .hasSize(3)
                    .isEqualTo(undisturbed.get("epochs").findValuesAsText(field));
        }
    }

    @Test
    void aSignalStopsBothProcessesAndLeavesACheckpoint() throws Exception {
        Process process = start(List.of(), "--epochs", 1000, "--limit", 900, "--checkpoint-steps", 10);
        awaitCheckpoint(process, 10);
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();

        assertThat(code(process)).isEqualTo(143);
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(read("out.txt")).contains("interrupted after step").contains("--resume");
        long step = Long.parseLong(read("out.txt").replaceAll("(?s).*interrupted after step (\\d+).*", "$1"));
        assertThat(folder.resolve("run/checkpoints/ckpt-" + step + ".safetensors"))
                .exists();
        assertThat(folder.resolve("run/metrics.json")).doesNotExist();
    }

    /** Kills the process that trains, or the one that the user started; the other one has to notice. */
    private static void kill(Process first, boolean trainer) throws Exception {
        Optional<ProcessHandle> child = first.descendants().findFirst();
        if (trainer && child.isPresent()) {
            child.get().destroyForcibly();
            assertThat(code(first)).isEqualTo(128 + 9);
        } else {
            first.destroyForcibly().waitFor();
            if (child.isPresent()) {
                child.get().onExit().get(MINUTES, TimeUnit.MINUTES);
            }
        }
    }

    /** Until a checkpoint of this step or a later one is there. */
    private void awaitCheckpoint(Process process, long step) throws IOException, InterruptedException {
        while (process.isAlive() && latestCheckpoint() < step) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    private long latestCheckpoint() throws IOException {
        Path checkpoints = folder.resolve("run/checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return -1;
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("ckpt-\\d+\\.safetensors"))
                    .mapToLong(name -> Long.parseLong(name.replaceAll("\\D", "")))
                    .max()
                    .orElse(-1);
        }
    }

    private Process start(List<String> flags, Object... options) throws IOException {
        boolean resume = List.of(options).contains("--resume");
        Object[] common = resume
                ? new Object[] {"train", "--quiet", "--checkpoint-steps", 4, "--out", folder.resolve("run")}
                : new Object[] {
                    "train", "--quiet", "--data", digits, "--validation", 100, "--out", folder.resolve("run")
                };
        return Program.start(
                folder, flags, Stream.of(common, options).flatMap(Stream::of).toArray());
    }

    private static int code(Process process) throws InterruptedException {
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                .as("ended in time")
                .isTrue();
        return process.exitValue();
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private JsonNode metrics() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("run/metrics.json").toFile());
    }
}
