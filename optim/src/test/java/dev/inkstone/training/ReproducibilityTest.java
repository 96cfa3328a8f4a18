package dev.inkstone.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training ends with the committed bits on any number of threads, with either kernel set, in any JVM. */
class ReproducibilityTest {
    /** Changes only where the arithmetic of training is changed on purpose. */
    private static final String THREE_STEPS = "b1ace53b16cd65f8";

    private static final String THIRTY_STEPS = "8f2705393d101a63";
    /** Shards are a part of what is computed: batch norm sees less. */
    private static final String THIRTY_STEPS_IN_FOUR_SHARDS = "b14ef3759098b46c";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void anyNumberOfThreadsGivesTheCommittedBits(int threads) throws Exception {
        assertThat(TrainingHash.of(30, threads, 1)).isEqualTo(THIRTY_STEPS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void fourShardsGiveTheSameBitsOnAnyNumberOfThreads(int threads) throws Exception {
        assertThat(TrainingHash.of(30, threads, 4)).isEqualTo(THIRTY_STEPS_IN_FOUR_SHARDS);
    }

    @Tag("once")
    @ParameterizedTest
    @CsvSource({
        "vector, -XX:MaxVectorSize=16",
        "vector, -XX:MaxVectorSize=32",
        "vector, -XX:MaxVectorSize=64",
        "vector, -XX:+UseSerialGC",
        "vector, -Xmx64m",
        "scalar, -XX:+UseParallelGC"
    })
    void anyJvmGivesTheCommittedBits(String kernels, String flag) throws Exception {
        assertThat(inAnotherJvm(kernels, flag, 30)).isEqualTo(THIRTY_STEPS);
    }

    @Tag("once")
    @ParameterizedTest
    @CsvSource({"vector, -Xint", "scalar, -Xint", "vector, -XX:TieredStopAtLevel=1"})
    void interpretedAndHalfCompiledKernelsGiveThemToo(String kernels, String flag) throws Exception {
        assertThat(inAnotherJvm(kernels, flag, 3)).isEqualTo(THREE_STEPS);
    }

    @Tag("once")
    @Test
    void vectorKernelsThatTakeOverInTheMiddleGiveThemToo() throws Exception {
        assertThat(inAnotherJvm("auto", "-XX:+UseSerialGC", 30, "5")).isEqualTo(THIRTY_STEPS);
    }

    private static String inAnotherJvm(String kernels, String flag, int steps, String... more) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!kernels.equals("scalar")) {
            command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        command.addAll(List.of(flag, "-Dinkstone.kernels=" + kernels, "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(TrainingHash.class.getName(), Integer.toString(steps), "2", "1"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines()
                .filter(line -> line.startsWith("hash "))
                .map(line -> line.substring(5))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said));
    }
}
