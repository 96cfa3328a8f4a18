package dev.inkstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Java blocks of a page, one after the other, are one program that compiles without a warning's help and runs. */
class JavaBlocksTest {
    private static final int MOST_MINUTES = 10;

    @TempDir
    Path folder;

    private Process runner;

    @TestFactory
    Stream<DynamicTest> everyPageCompilesAndRuns() throws IOException {
        List<PageProgram> programs = CodeBlock.pages().stream()
                .map(PageProgram::of)
                .filter(program -> !program.isEmpty())
                .toList();
        compile(programs);
        runner = start(programs);
        CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES).execute(runner::destroyForcibly);
        BufferedReader answers = runner.inputReader();
        return programs.stream()
                .map(program -> DynamicTest.dynamicTest(
                        CodeBlock.root().relativize(program.page()).toString(),
                        () -> assertThat(answers.readLine())
                                .as("the program of %s:%n%s", program.page(), output(program))
                                .isEqualTo("ok " + program.className())));
    }

    @AfterEach
    void end() {
        if (runner != null) {
            runner.destroyForcibly();
        }
    }

    private void compile(List<PageProgram> programs) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (PageProgram program : programs) {
            sources.add(program.write(folder.resolve("src")));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", classes(), "-cp", System.getProperty("java.class.path"), "-proc:none");
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as("the pages compile:%n%s", messages).isTrue();
        }
    }

    private Process start(List<PageProgram> programs) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-Djava.awt.headless=true",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classes() + File.pathSeparator + System.getProperty("java.class.path"),
                PageRunner.class.getName()));
        programs.forEach(program -> command.add(program.className()));
        return new ProcessBuilder(command)
                .directory(Files.createDirectories(folder.resolve("home")).toFile())
                .redirectError(folder.resolve("output.txt").toFile())
                .start();
    }

    private String classes() {
        return folder.resolve("classes").toString();
    }

    /** What a program has printed, in both streams. */
    private String output(PageProgram program) throws IOException {
        String all = Files.readString(folder.resolve("output.txt"));
        return all.substring(Math.max(0, all.indexOf(PageRunner.heading(program.className()))));
    }
}
