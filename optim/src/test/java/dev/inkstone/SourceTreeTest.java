package dev.inkstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<Path> files = new ArrayList<>();
        for (Path module : modules()) {
            try (Stream<Path> all = Files.walk(module.resolve("src"))) {
                all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        assertThat(files).isNotEmpty();
        List<String> tooLong = new ArrayList<>();
        for (Path file : files) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGEST) {
                tooLong.add(file + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).as("files of more than %d lines", LONGEST).isEmpty();
    }

    @Test
    void everyModuleIsNullMarked() throws IOException {
        for (Path module : modules()) {
            assertThat(module.resolve("src/main/java/module-info.java"))
                    .exists()
                    .content()
                    .contains("@NullMarked");
        }
    }

    /** Every folder with a pom and sources, such as core or optim/estimator. */
    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.walk(root(), 2)) {
            List<Path> modules = folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))
                            && Files.isDirectory(folder.resolve("src/main/java")))
                    .toList();
            assertThat(modules).hasSizeGreaterThanOrEqualTo(8);
            return modules;
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
