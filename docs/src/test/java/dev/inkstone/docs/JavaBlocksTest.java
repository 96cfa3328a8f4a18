package dev.inkstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Java blocks of a page, one after the other, are one program that compiles without a warning's help and runs. */
class JavaBlocksTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyPageCompilesAndRuns() {
        return CodeBlock.pages().stream()
                .filter(page -> !javaLines(page).isEmpty())
                .map(page -> DynamicTest.dynamicTest(
                        CodeBlock.root().relativize(page).toString(), () -> compileAndRun(page)));
    }

    private void compileAndRun(Path page) throws Exception {
        Path home = Files.createTempDirectory(folder, "page");
        Path source = Files.writeString(home.resolve("Page.java"), program(javaLines(page)));
        StringWriter messages = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", home.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none"),
                        null,
                        ToolProvider.getSystemJavaCompiler()
                                .getStandardFileManager(null, null, null)
                                .getJavaFileObjects(source))
                .call();
        assertThat(compiled).as("%s compiles:%n%s", page, messages).isTrue();
        run(page, home);
    }

    private void run(Path page, Path home) throws Exception {
        Path output = home.resolve("output.txt");
        String classPath =
                home.toAbsolutePath() + System.getProperty("path.separator") + System.getProperty("java.class.path");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-Djava.awt.headless=true",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        classPath,
                        "Page")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("%s ends within five minutes", page).isTrue();
        assertThat(process.exitValue())
                .as("exit code of %s:%n%s", page, Files.readString(output))
                .isZero();
    }

    private static List<String> javaLines(Path page) {
        return CodeBlock.of(page).stream()
                .filter(block -> block.language().equals("java"))
                .flatMap(block -> block.lines().stream())
                .toList();
    }

    private static String program(List<String> lines) {
        String imports =
                lines.stream().filter(JavaBlocksTest::isImport).distinct().collect(Collectors.joining("\n"));
        String body = lines.stream().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        return imports + "\npublic class Page {\npublic static void main(String[] arguments) throws Exception {\n"
                + body + "\n}\n}\n";
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }
}
