package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The training doctor has nothing to say of the first steps of any recipe, which have most of its examinations. */
@Tag("once")
class HealthyRecipesTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path digits;

    @BeforeAll
    static void writeDigits() throws IOException {
        digits = Digits.folder(shared.resolve("digits"), 1100, 50);
    }

    static List<String> names() {
        return Networks.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsWrongWithIt(String model) throws IOException {
        Path run = folder.resolve("run");
        Program.Outcome outcome = Program.run(
                "train",
                "--model",
                model,
                "--data",
                digits,
                "--validation",
                100,
                "--steps",
                33,
                "--validate-every",
                11,
                "--no-plots",
                "--out",
                run);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(run.resolve("metrics.json").toFile())
                        .get("diagnoses"))
                .isEmpty();
    }
}
