package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which plots {@code train} and {@code evaluate} leave, and where. */
class PlotCommandsTest {
    private static final List<String> ALWAYS = List.of(
            "accuracy.png",
            "confusion.png",
            "errors.png",
            "loss.png",
            "misclassified.png",
            "network.svg",
            "samples.png");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path digits;

    @BeforeAll
    static void writeDigits() throws IOException {
        digits = Digits.folder(shared.resolve("digits"), 200, 50);
    }

    @Test
    void aTrainingLeavesAllPlotsAndEvaluateDrawsThemAgain() throws Exception {
        Program.Outcome trained = train("--epochs", 1);
        assertThat(trained.out()).contains("plots " + folder.resolve("run/plots"));
        assertThat(files("run/plots"))
                .containsAll(ALWAYS)
                .contains("filters-conv1-0.png", "filters-conv2-0.png")
                .hasSize(9);
        for (String file : files("run/plots")) {
            if (file.endsWith(".png")) {
                assertThat(ImageIO.read(
                                folder.resolve("run/plots").resolve(file).toFile()))
                        .as(file)
                        .isNotNull();
            }
        }

        assertThat(evaluate("--plots", folder.resolve("mine")).out())
                .contains("test_accuracy=", "plots " + folder.resolve("mine"));
        assertThat(files("mine")).isEqualTo(files("run/plots"));
        for (String same : List.of("confusion.png", "errors.png", "misclassified.png", "accuracy.png", "network.svg")) {
            assertThat(folder.resolve("mine").resolve(same))
                    .hasSameBinaryContentAs(folder.resolve("run/plots").resolve(same));
        }
    }

    @Test
    void filtersOfAnyConvolutionAndChannel() throws Exception {
        train("--epochs", 1, "--no-plots", "--quiet");
        Files.delete(folder.resolve("run/history.csv"));

        evaluate("--plots", folder.resolve("mine"), "--filters", "conv2:5", "--filters", "conv2:15");
        assertThat(files("mine"))
                .contains("filters-conv2-5.png", "filters-conv2-15.png", "confusion.png")
                .doesNotContain("filters-conv1-0.png", "loss.png");
        refuse("--filters: 16, expected 0 to 15", "--plots", folder.resolve("no"), "--filters", "conv2:16");
        refuse("--filters: 'conv2:x', expected LAYER", "--plots", folder.resolve("no"), "--filters", "conv2:x");
        refuse("'dense1' has no kernels of a convolution", "--plots", folder.resolve("no"), "--filters", "dense1");
        refuse("--filters: [conv1] without --plots", "--filters", "conv1");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void aNetworkWithoutConvolutionsHasNoFilters() throws Exception {
        train("--model", "mlp", "--steps", 2, "--quiet");

        assertThat(files("run/plots")).containsExactlyElementsOf(ALWAYS);
        refuse("expected a model with convolutions", "--plots", folder.resolve("no"), "--filters", "conv1");
    }

    @Test
    void quietAndNoPlots() throws Exception {
        assertThat(train("--steps", 1, "--quiet").out()).doesNotContain("plots");
        Files.writeString(folder.resolve("run/plots/notes.png"), "mine");

        assertThat(train("--steps", 1, "--no-plots").out()).doesNotContain("plots");
        assertThat(files("run/plots")).as("those of the earlier run are gone").containsExactly("notes.png");

        assertThat(Program.run("train", "--resume", "--out", folder.resolve("run"))
                        .code())
                .isZero();
        assertThat(files("run/plots")).as("all done before").containsAll(ALWAYS);
    }

    @Test
    void aTrainingIsASuccessEvenIfPlotsFail() throws Exception {
        train("--steps", 1, "--quiet", "--no-plots");
        Files.createDirectories(folder.resolve("run/plots/confusion.png/full")); // is in the way
        Program.Outcome again = Program.run("train", "--resume", "--out", folder.resolve("run"));
        assertThat(again.code()).isZero();
        assertThat(again.lastError()).startsWith("warning: no plots").contains("confusion.png");
        assertThat(folder.resolve("run/metrics.json")).exists();
    }

    @Test
    void plotsOntoAFile() throws Exception {
        train("--steps", 1, "--no-plots", "--quiet");
        Path file = Files.writeString(folder.resolve("file"), "mine");
        refuse("--plots: " + file + ", expected a folder", "--plots", file);
        refuse("--plots: '', expected the name of a folder", "--plots", "");
        assertThat(file).hasContent("mine");

        Files.writeString(folder.resolve("run/plots"), "mine");
        Program.Outcome refused = Program.run("train", "--out", folder.resolve("run"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.lastError()).contains("plots, expected a folder");
        assertThat(folder.resolve("run/model.safetensors"))
                .as("the earlier run")
                .exists();
    }

    @Test
    void aDamagedHistoryIsNamed() throws Exception {
        train("--steps", 1, "--no-plots", "--quiet");
        Files.writeString(folder.resolve("run/history.csv"), "a,b\n1,2\n");

        refuse("--plots: curves: columns [a, b], expected epoch and loss", "--plots", folder.resolve("mine"));
    }

    private Program.Outcome train(Object... options) {
        Object[] common = {"train", "--data", digits, "--validation", 50, "--batch", 50, "--out", folder.resolve("run")
        };
        Program.Outcome outcome = Program.run(with(common, options));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    private Program.Outcome evaluate(Object... options) {
        Object[] common = {"evaluate", "--model-file", folder.resolve("run/model.safetensors"), "--data", digits};
        return Program.run(with(common, options));
    }

    private void refuse(String message, Object... options) {
        Program.Outcome outcome = evaluate(options);
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.lastError()).startsWith("error: ").contains(message);
    }

    private List<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Object[] with(Object[] first, Object... more) {
        return Stream.of(first, more).flatMap(Stream::of).toArray();
    }
}
