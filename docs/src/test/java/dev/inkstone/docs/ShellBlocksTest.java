package dev.inkstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell blocks of a page run, one after the other, in a folder that sees the packaged programs where a clone has them.
 *
 * <p>Two programs are stood in for: {@code mvn} does nothing (this test is a part of what it would do), and {@code java} is the
 * real one with less to do: a training that names no size gets 400 images and, unless it says how many, one epoch; an experiment
 * 100 images, one epoch and one seed; a benchmark one short turn.
 */
@Tag("packaged")
class ShellBlocksTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyPageRuns() {
        return CodeBlock.pages().stream()
                .filter(page -> CodeBlock.of(page).stream().anyMatch(ShellBlocksTest::isShell))
                .map(page -> DynamicTest.dynamicTest(
                        CodeBlock.root().relativize(page).toString(), () -> run(page)));
    }

    private void run(Path page) throws Exception {
        Path home = Files.createTempDirectory(folder, "page");
        for (String module : new String[] {"mnist-example", "benchmarks", "docs"}) {
            Files.createSymbolicLink(home.resolve(module), CodeBlock.root().resolve(module));
        }
        for (CodeBlock block : CodeBlock.of(page)) {
            if (isShell(block)) {
                run(block, home);
            }
        }
    }

    private void run(CodeBlock block, Path home) throws Exception {
        Path output = home.resolve("output.txt");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", String.join("\n", block.lines()))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().merge("PATH", standIns().toString(), (path, ours) -> ours + ":" + path);
        Process process = shell.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("%s ends within five minutes", block).isTrue();
        assertThat(process.exitValue())
                .as("exit code of %s:%d:%n%s", block.page(), block.line(), Files.readString(output))
                .isZero();
    }

    private Path standIns() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        script(bin.resolve("mvn"), "exit 0");
        script(bin.resolve("java"), """
                java='%s/bin/java'
                case "$*" in
                  *mnist.jar\\ train*)
                    case "$*" in *--limit*|*--steps*) exec "$java" "$@";; esac
                    case "$*" in *--epochs*) exec "$java" "$@" --limit 400;; esac
                    exec "$java" "$@" --limit 400 --epochs 1;;
                  *mnist.jar\\ recipes*)
                    case "$*" in *--epochs*) exec "$java" "$@" --limit 400;; esac
                    exec "$java" "$@" --limit 400 --epochs 1;;
                  *mnist.jar\\ experiment*) exec "$java" "$@" --limit 100 --epochs 1 --seeds 1;;
                  *benchmarks.jar*) exec "$java" "$@" -f 1 -wi 0 -i 1 -r 100ms;;
                  *) exec "$java" "$@";;
                esac""".formatted(System.getProperty("java.home")));
        return bin;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean isShell(CodeBlock block) {
        return block.language().equals("sh");
    }
}
