package dev.inkstone.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What evaluates data needs no more memory for more of them: a million images (3 GB as floats) take the heap of ten thousand. */
@Tag("once")
class LargeEvaluationTest {
    /** Too small for the ten thousand as floats, which are 31 MB, so that in neither case anything is kept. */
    private static final String HEAP = "-Xmx32m";

    @Test
    void aMillionImagesNeedTheHeapOfTenThousand() throws Exception {
        assertThat(program(10_000)).contains("predicted 10000");
        assertThat(program(1_000_000))
                .contains("validated 1000000")
                .contains("evaluated 1000000 accuracy 1.0")
                .contains("of class 3 142857")
                .contains("predicted 1000000");
    }

    private static String program(int images) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeEvaluation.class.getName(),
                        Integer.toString(images))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
