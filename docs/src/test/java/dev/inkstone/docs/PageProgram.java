package dev.inkstone.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Java blocks of a page, one after the other, as one class. A line of it has the number that it has on the page, so what the
 * compiler and stack traces name can be looked up there.
 *
 * <p>What the page does with MNIST it does with the first few digits of it: {@link FewDigits}.
 */
record PageProgram(Path page, List<String> lines) {
    /** The name of each class, in the package {@link #packageName}. */
    static final String CLASS = "Page";

    static PageProgram of(Path page) {
        List<CodeBlock> blocks = CodeBlock.of(page).stream()
                .filter(block -> block.language().equals("java"))
                .toList();
        int length = blocks.stream()
                .mapToInt(block -> block.line() + block.lines().size())
                .max()
                .orElse(0);
        String[] lines = IntStream.range(0, length).mapToObj(i -> "").toArray(String[]::new);
        for (CodeBlock block : blocks) {
            for (int i = 0; i < block.lines().size(); i++) {
                lines[block.line() + i] = block.lines().get(i);
            }
        }
        return new PageProgram(page, List.of(lines));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** {@code getting_started} of {@code docs/getting-started.md}. */
    String packageName() {
        return page.getFileName().toString().replace(".md", "").replace('-', '_');
    }

    String className() {
        return packageName() + "." + CLASS;
    }

    /** Writes the source below {@code folder}. */
    Path write(Path folder) throws IOException {
        Path file = folder.resolve(packageName()).resolve(CLASS + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source());
    }

    /** All that is not on the page stands in its first line, which is its title, and behind its last one. */
    private String source() {
        String head = "package " + packageName() + ";"
                + lines.stream().filter(PageProgram::isImport).distinct().collect(Collectors.joining())
                + "public class Page { public static void main(String[] arguments) throws Exception {";
        String body = lines.stream()
                .skip(1)
                .map(line ->
                        isImport(line) ? "" : line.replace("Mnist.bundled()", FewDigits.class.getName() + ".mnist()"))
                .collect(Collectors.joining("\n"));
        return head + "\n" + body + "\n}}\n";
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }
}
