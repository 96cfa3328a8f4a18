package dev.inkstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell blocks of a page run, one after the other, in a folder that sees the packaged programs where a clone has them;
 * several pages at a time.
 *
 * <p>Two programs are stood in for: {@code mvn} does nothing (this test is a part of what it would do), and {@code java} is the
 * real one with less to do. A training reads a {@linkplain FewDigits few digits} instead of MNIST and, if it names no size, learns
 * from 200 of them and, unless it says how many, for one epoch; what has learnt is tried on few digits too. An experiment learns
 * from 100 images and, unless it says how many, for one epoch from one seed. A benchmark makes one short turn. Only {@code
 * evaluate} runs the kernels that it chooses itself.
 */
@Tag("packaged")
class ShellBlocksTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyPageRuns() throws IOException {
        String path = standIns() + ":" + System.getenv("PATH");
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : CodeBlock.pages()) {
            if (CodeBlock.of(page).stream().anyMatch(ShellBlocksTest::isShell)) {
                Future<?> run = pool.submit(() -> run(page, path));
                tests.add(DynamicTest.dynamicTest(
                        CodeBlock.root().relativize(page).toString(), () -> await(run)));
            }
        }
        pool.shutdown();
        return tests.stream();
    }

    private static void await(Future<?> run) throws Throwable {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private Void run(Path page, String path) throws Exception {
        Path home = Files.createTempDirectory(folder, "page");
        for (String module : new String[] {"mnist-example", "benchmarks", "docs"}) {
            Files.createSymbolicLink(home.resolve(module), CodeBlock.root().resolve(module));
        }
        for (CodeBlock block : CodeBlock.of(page)) {
            if (isShell(block)) {
                run(block, home, path);
            }
        }
        return null;
    }

    private static void run(CodeBlock block, Path home, String path) throws Exception {
        Path output = home.resolve("output.txt");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", String.join("\n", block.lines()))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("PATH", path);
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
        Path digits = FewDigits.folder(folder.resolve("digits"));
        script(bin.resolve("mvn"), "exit 0");
        script(bin.resolve("java"), """
                java='%s/bin/java'
                # So little work is over before the vector kernels are compiled.
                quick() { exec "$java" -XX:TieredStopAtLevel=1 -Dinkstone.kernels=scalar "$@"; }
                case "$*" in
                  *mnist.jar\\ train*|*mnist.jar\\ recipes*)
                    set -- "$@" --data '%s' --validation 100
                    case "$*" in *--limit*|*--steps*) quick "$@";; esac
                    case "$*" in *--epochs*) quick "$@" --limit 200;; esac
                    quick "$@" --limit 200 --epochs 1;;
                  *mnist.jar\\ experiment*)
                    case "$*" in *--epochs*) quick "$@" --limit 100;; esac
                    quick "$@" --limit 100 --epochs 1 --seeds 1;;
                  *mnist.jar\\ transfer*) quick "$@" --data '%s';;
                  *mnist.jar\\ evaluate*) exec "$java" "$@" --data '%s';;
                  *benchmarks.jar*) exec "$java" "$@" -f 1 -wi 0 -i 1 -r 100ms;;
                  *) exec "$java" "$@";;
                esac""".formatted(System.getProperty("java.home"), digits, digits, digits));
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
