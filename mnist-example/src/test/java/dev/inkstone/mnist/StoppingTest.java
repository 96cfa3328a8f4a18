package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inkstone.checkpoint.Saver;
import dev.inkstone.metrics.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code --validate-every} and {@code --patience} end a run, and which weights are left. */
class StoppingTest {
    private static final int VALIDATION = 200;
    private static final List<Object> MLP = List.of("--model", "mlp", "--batch", 20, "--learning-rate", 0.3);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path digits;

    @BeforeAll
    static void writeDigits() throws IOException {
        digits = Digits.folder(shared.resolve("digits"), 600, 100);
    }

    @Test
    void patienceEndsARunAndTheWeightsThatValidatedBestAreSaved() throws Exception {
        JsonNode run = train(MLP, "--epochs", 20, "--validate-every", 3, "--patience", 12);

        long best = run.get("saved_step").asLong();
        assertThat(best).isPositive();
        assertThat(lastStep(run)).isGreaterThanOrEqualTo(best + 12).isLessThan(20 * 20);
        assertThat(run.get("val_accuracy").asDouble()).isEqualTo(validationAccuracyOfTheSavedModel());
        assertThat(values("checkpoints/best.safetensors"))
                .as("on the disk as soon as it was found")
                .isEqualTo(values("model.safetensors"));
        assertThat(read("out.txt"))
                .contains("stopped: val_accuracy has not become better than ")
                .contains("kept  the weights of step " + best + " of " + lastStep(run) + ", which validated best");

        JsonNode last = run.get("epochs").get(run.get("epochs").size() - 1);
        assertThat(lastStep(run) % 20).as("ends within an epoch").isNotZero();
        assertThat(last.get("test_accuracy").isNull())
                .as("of weights that are gone")
                .isTrue();

        JsonNode whole = train(MLP, "--epochs", 2, "--validate-every", 3);
        assertThat(whole.get("saved_step").asLong()).as("the last ones").isEqualTo(40);
        assertThat(read("out.txt")).doesNotContain("kept");
    }

    @Test
    void withPatience0ARecipeMakesAllEpochsAndStillKeepsItsBestWeights() throws Exception {
        List<Object> conv5 = List.of("--model", "conv5", "--batch", 40, "--learning-rate", 0.02, "--validate-every", 2);
        JsonNode impatient = train(conv5, "--epochs", 3, "--patience", 4);
        JsonNode patient = train(conv5, "--epochs", 3, "--patience", 0);

        assertThat(lastStep(impatient)).isLessThan(30);
        assertThat(lastStep(patient)).isEqualTo(30);
        assertThat(patient.get("val_accuracy").asDouble())
                .isEqualTo(validationAccuracyOfTheSavedModel())
                .isGreaterThanOrEqualTo(impatient.get("val_accuracy").asDouble());
    }

    @Test
    void aRunThatGoesOnStopsWhereItWouldHaveStopped() throws Exception {
        JsonNode whole = train(MLP, "--epochs", 20, "--validate-every", 3, "--patience", 30, "--checkpoint-steps", 5);
        try (Stream<Path> files = Files.list(folder.resolve("run/checkpoints"))) {
            List<Path> checkpoints = files.filter(file -> file.toString().contains("ckpt-"))
                    .sorted((a, b) -> Long.compare(stepOf(b), stepOf(a)))
                    .toList();
            assertThat(checkpoints).hasSizeGreaterThan(1);
            Files.delete(checkpoints.get(0));
        }
        Files.delete(folder.resolve("run/metrics.json"));

        assertThat(Program.run("train", "--resume", "--out", folder.resolve("run"))
                        .code())
                .isZero();
        JsonNode again = metrics();
        for (String field : List.of("parameters_sha256", "saved_step", "val_accuracy", "test_accuracy")) {
            assertThat(again.get(field)).as(field).isEqualTo(whole.get(field));
        }
        assertThat(lastStep(again)).isEqualTo(lastStep(whole));

        Program.Outcome refused = Program.run(
                "train", "--resume", "--patience", 0, "--validate-every", 4, "--out", folder.resolve("run"));
        assertThat(refused.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(refused.lastError()).contains("--validate-every 4 (the run had 3), --patience 0 (the run had 30)");
    }

    @Test
    void aRecipeThatAveragesValidatesAndSavesTheAverage() throws Exception {
        List<Object> cnn = List.of("--model", "cnn", "--batch", 20, "--learning-rate", 0.02);
        JsonNode averaged = train(cnn, "--epochs", 2);
        assertThat(averaged.get("val_accuracy").asDouble()).isEqualTo(validationAccuracyOfTheSavedModel());
        assertThat(averaged.get("epochs").get(1).get("test_accuracy")).isEqualTo(averaged.get("test_accuracy"));

        JsonNode patient = train(cnn, "--epochs", 2, "--patience", 1000);
        assertThat(patient.get("val_accuracy").asDouble()).isEqualTo(validationAccuracyOfTheSavedModel());

        String average = train(cnn, "--steps", 5).get("parameters_sha256").asText();
        JsonNode neverValidated = train(cnn, "--steps", 5, "--patience", 1000);
        assertThat(neverValidated.get("parameters_sha256").asText()).isEqualTo(average);
    }

    @Test
    void withoutValidationNothingStopsARecipe() throws Exception {
        JsonNode run =
                train(List.of("--model", "conv5", "--limit", 40, "--batch", 40), "--epochs", 2, "--validation", 0);
        assertThat(run.get("saved_step").asLong()).isEqualTo(2);
        assertThat(run.get("val_accuracy").isNull()).isTrue();
    }

    private JsonNode train(List<Object> recipe, Object... options) throws IOException {
        Object[] common = {"train", "--out", folder.resolve("run"), "--data", digits};
        Object[] validation =
                List.of(options).contains("--validation") ? new Object[0] : new Object[] {"--validation", VALIDATION};
        Program.Outcome outcome = Program.run(Stream.of(common, validation, recipe.toArray(), options)
                .flatMap(Stream::of)
                .toArray());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        Files.writeString(folder.resolve("out.txt"), outcome.out());
        return metrics();
    }

    private float[] values(String file) throws IOException {
        return Saver.loadModel(folder.resolve("run").resolve(file)).parameters().values();
    }

    private double validationAccuracyOfTheSavedModel() throws Exception {
        var all = Mnist.read(IdxPair.in(digits, IdxPair.TRAIN));
        return ConfusionMatrix.of(DigitModel.load(folder.resolve("run/model.safetensors")), all.take(VALIDATION))
                .accuracy();
    }

    private JsonNode metrics() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("run/metrics.json").toFile());
    }

    private static long lastStep(JsonNode run) {
        JsonNode epochs = run.get("epochs");
        return epochs.get(epochs.size() - 1).get("step").asLong();
    }

    private static long stepOf(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().replaceAll("\\D", ""));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
