package dev.inkstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules about the files of all modules, examples and benchmarks too. */
@Tag("once")
class SourceTreeTest {
    private static final int LONGEST = 500;

    @Test
    void noFileIsLongerThanAReaderCanHold() throws IOException {
        assertThat(javaFiles())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as(() -> file + ": cut it in two along a seam of its subject")
                        .hasSizeLessThanOrEqualTo(LONGEST));
    }

    @Test
    void everyModuleIsNullMarked() throws IOException {
        List<Path> poms = files("*/pom.xml");
        assertThat(poms).isNotEmpty();
        for (Path pom : poms) {
            if (Files.isDirectory(pom.resolveSibling("src/main/java"))) {
                Path descriptor = pom.resolveSibling("src/main/java/module-info.java");
                assertThat(descriptor).exists().content().contains("@NullMarked");
            }
        }
    }

    private static List<Path> javaFiles() throws IOException {
        return files("*/src/**.java");
    }

    private static List<Path> files(String glob) throws IOException {
        Path root = root();
        var matcher = root.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> matcher.matches(root.relativize(file))).toList();
        }
    }

    /** The folder above the modules, wherever the tests were started. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        assertThat(folder).as("the root of the source tree").isNotNull();
        return folder;
    }
}
