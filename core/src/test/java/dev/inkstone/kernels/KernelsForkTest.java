package dev.inkstone.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bits of all contract cases are the committed ones, whatever the JVM is told. */
@Tag("once")
class KernelsForkTest {
    /** Of all cases; changes only where a kernel's arithmetic is changed on purpose. */
    private static final String ALL = "9522c482";

    /** Of the small cases. */
    private static final String SMALL = "41471ffe";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:MaxVectorSize=16",
                "-XX:MaxVectorSize=32",
                "-XX:MaxVectorSize=64",
                "-XX:+UseSerialGC",
                "-Dinkstone.kernels=scalar"
            })
    void everyJvmGivesTheCommittedBits(String flag) throws Exception {
        assertThat(hash(flag, "all")).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1"})
    void interpretedAndHalfCompiledKernelsGiveThemToo(String flag) throws Exception {
        assertThat(hash(flag, "small")).isEqualTo(SMALL);
    }

    private static String hash(String flag, String cases) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dinkstone.kernels=vector", flag));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ContractHash.class.getName(), cases));
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
