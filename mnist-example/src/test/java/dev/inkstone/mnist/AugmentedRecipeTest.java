package dev.inkstone.mnist;

import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Batch;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train --model best} learns from: training images that are varied, and only these. */
class AugmentedRecipeTest {
    private static final int VALIDATION = 100;
    private static final int TRAIN = 200;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path digits;

    @BeforeAll
    static void writeDigits() throws IOException {
        digits = Digits.folder(shared.resolve("digits"), VALIDATION + TRAIN, 100);
    }

    @Test
    void eachEpochHasOtherImagesAndTheSameLabels() throws Exception {
        Dataset train = Mnist.read(IdxPair.in(digits, IdxPair.TRAIN));
        Dataset varied = Recipe.named("best").augmented(train, 1);

        assertThat(image(varied, 0)).isNotEqualTo(image(train, 0));
        assertThat(image(varied.inEpoch(1), 0)).isNotEqualTo(image(varied, 0));
        assertThat(image(Recipe.named("best").augmented(train, 2), 0)).isNotEqualTo(image(varied, 0));
        assertThat(varied.label(5)).isEqualTo(train.label(5));
        assertThat(Recipe.named("cnn").augmented(train, 1)).isSameAs(train);
    }

    @Test
    void theFirstStepSeesVariedImagesAndValidationAndTestSeeTheirOwn() throws Exception {
        JsonNode run = train("--steps", 1, "--batch", 50, "--seed", 3);

        Dataset all = Mnist.read(IdxPair.in(digits, IdxPair.TRAIN));
        Dataset learnt = Recipe.named("best").augmented(all.range(VALIDATION, VALIDATION + TRAIN), 3);
        assertThat(run.get("epochs").get(0).get("loss").asDouble())
                .isEqualTo(lossOfTheFirstStep(learnt.shuffled(3).batches(50)), within(1e-6));

        Model saved = DigitModel.load(folder.resolve("run/model.safetensors"));
        assertThat(run.get("epochs").get(0).get("val_accuracy").asDouble())
                .isEqualTo(ConfusionMatrix.of(saved, all.take(VALIDATION)).accuracy());
        Dataset test = Mnist.read(IdxPair.in(digits, IdxPair.TEST));
        assertThat(run.get("test_accuracy").asDouble())
                .isEqualTo(ConfusionMatrix.of(saved, test).accuracy());
    }

    @Test
    void aRunThatGoesOnEndsWithTheSameBits() throws Exception {
        JsonNode whole = train("--epochs", 2, "--batch", 40, "--checkpoint-steps", 2);
        Path checkpoints = folder.resolve("run/checkpoints");
        try (Stream<Path> files = Files.list(checkpoints)) {
            for (Path later : files.filter(file -> file.toString().matches(".*ckpt-(8|10)\\..*"))
                    .toList()) {
                Files.delete(later);
            }
        }
        Files.delete(folder.resolve("run/metrics.json"));

        Program.Outcome outcome = Program.run("train", "--resume", "--out", folder.resolve("run"));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("going on after step 6", "200 images to train on (varied anew in each epoch)");
        for (String field : new String[] {"parameters_sha256", "val_accuracy", "test_accuracy"}) {
            assertThat(metrics().get(field)).as(field).isEqualTo(whole.get(field));
        }
    }

    private static double lossOfTheFirstStep(Batches batches) {
        Model model = Model.build(DigitModel.INPUT, 3, Networks.named("best"));
        Batch batch = batches.epochs(1).iterator().next();
        try (Tape tape = Tape.record(batch.position())) {
            return softmaxCrossEntropy()
                    .of(model.forward(batch.inputs(), tape), batch.labels())
                    .get();
        }
    }

    private static float[] image(Dataset data, int index) {
        float[] pixels = new float[28 * 28];
        data.read(index, pixels, 0);
        return pixels;
    }

    private JsonNode train(Object... options) throws IOException {
        Object[] common = {"train", "--model", "best", "--no-plots", "--data", digits, "--validation", VALIDATION};
        Object[] words = Stream.of(common, new Object[] {"--out", folder.resolve("run")}, options)
                .flatMap(Stream::of)
                .toArray();
        Program.Outcome outcome = Program.run(words);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return metrics();
    }

    private JsonNode metrics() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("run/metrics.json").toFile());
    }
}
