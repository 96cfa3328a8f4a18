package dev.inkstone.training.doctor;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.losses.Losses.meanSquaredError;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.training.Callbacks.earlyStopping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.ops.Log;
import dev.inkstone.ops.Mean;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.History;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loss that is no number: where it arose is named, and nothing that was learned is lost. */
class NonFiniteTest {
    private static final Dataset POINTS = Examples.clusters(100, 4, 3, 1, 1);

    @TempDir
    Path folder;

    @Test
    void inTheInput() {
        assertOrigin(
                POINTS.map((v, r) -> with(v, 2, r.uniform(0) > 0.97 ? Float.NaN : 1)),
                model -> {},
                softmaxCrossEntropy(),
                "input",
                "1 of 4 values of example ",
                dense(8).activation(RELU),
                dense(3));
    }

    @Test
    void inTheWeights() {
        assertOrigin(
                POINTS,
                model -> model.parameter("dense2/kernel").value().array()[40] = Float.NaN,
                softmaxCrossEntropy(),
                "dense2",
                "1 of 24 values of dense2/kernel were NaN or infinite before the step",
                dense(8).activation(RELU),
                dense(3));
    }

    @Test
    void inTheForwardPass() {
        assertOrigin(
                POINTS,
                model -> {},
                softmaxCrossEntropy(),
                "log1",
                "forward: ",
                dense(8),
                new HandMade.Logarithm(),
                dense(8),
                dense(3));
        Model overflowing = model(dense(8), dense(8).named("big"), dense(3));
        java.util.Arrays.fill(overflowing.parameter("big/kernel").value().array(), 32 + 8, 32 + 8 + 64, 3e38f);
        History history = trainer(overflowing, softmaxCrossEntropy()).build().fit(POINTS.batches(20), 1);
        assertThat(history.diagnoses()).first().extracting(Diagnosis::place).isEqualTo("big");
    }

    @Test
    void inTheLoss() {
        Loss logarithm = (prediction, targets) -> {
            var tape = dev.inkstone.autodiff.Tape.of(prediction);
            return Mean.mean(tape, Log.log(tape, dev.inkstone.ops.Relu.relu(tape, prediction)));
        };
        assertOrigin(POINTS, model -> {}, logarithm, "loss", "though the outputs of the model are finite", dense(3));
    }

    @Test
    void onTheWayBack() {
        assertOrigin(
                Examples.regression(100, 4, 1, 1),
                model -> {},
                meanSquaredError(),
                "root1",
                "backward: ",
                dense(8),
                new HandMade.RootOfZero(),
                dense(1));
    }

    private static void assertOrigin(
            Dataset data, Consumer<Model> before, Loss loss, String place, String finding, LayerSpec... layers) {
        for (int shards : new int[] {1, 3}) {
            Model model = model(layers);
            before.accept(model);
            Trainer trainer = trainer(model, loss).shards(shards).accumulate(2).build();
            History history = trainer.fit(data.shuffled(1).batches(20), 1);
            assertThat(history.diagnoses()).hasSize(1).first().satisfies(diagnosis -> {
                assertThat(diagnosis.symptom()).isEqualTo(Symptom.NON_FINITE);
                assertThat(diagnosis.place()).isEqualTo(place);
                assertThat(diagnosis.finding())
                        .startsWith(finding.startsWith("though") ? "is " : finding)
                        .contains(finding);
                assertThat(history.stopReason()).isEqualTo(diagnosis.message());
                assertThat(diagnosis.step()).isEqualTo(trainer.step());
            });
        }
    }

    /** Epoch 1 is sound; one example of epoch 2 is NaN. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neitherTheBestNorTheLatestWeightsAreLost(boolean looked) throws IOException {
        Saver saver = Saver.in(folder);
        Trainer trainer = doctored(trainer(model(dense(8).activation(RELU), dense(3)), softmaxCrossEntropy()), looked)
                .metrics(accuracy())
                .callbacks(
                        saver.keepBest("val_loss"),
                        saver.everySteps(1),
                        saver.every(Duration.ofNanos(1)),
                        earlyStopping("val_accuracy").restoreBest())
                .build();
        History history =
                trainer.fit(new BrokenLater(POINTS).batches(20), POINTS.take(50).batches(50), 3);
        assertThat(trainer.step()).isEqualTo(looked ? 8 : 15);
        assertThat(history.epochs()).hasSize(looked ? 1 : 3);
        assertThat(trainer.model().parameters().areFinite()).isTrue(); // the best ones, restored
        Model best = model(dense(8).activation(RELU), dense(3));
        saver.restoreBest(best);
        assertThat(best.parameters().areFinite()).isTrue();
        Path latest = saver.latestCheckpoint().orElseThrow();
        assertThat(latest).hasFileName("ckpt-8.safetensors");
        assertThat(Saver.loadModel(latest).parameters().areFinite()).isTrue();
    }

    @Test
    void aFirstLookThatIsNoNumberIsNotTheBest() {
        Trainer trainer = trainer(model(dense(3)), softmaxCrossEntropy())
                .withoutDoctor()
                .callbacks(earlyStopping("val_loss").patienceEpochs(2).restoreBest())
                .build();
        trainer.model().parameter("dense1/kernel").value().array()[0] = Float.NaN;
        History history = trainer.fit(POINTS.batches(50), POINTS.batches(50), 9);
        assertThat(history.epochs()).hasSize(2);
        assertThat(history.stopReason()).startsWith("val_loss has not become better than NaN");
    }

    @Test
    void ofTheValidationDataIsSaidAndTrainingGoesOn() {
        Dataset holes = POINTS.take(30).map((v, r) -> with(v, 1, Float.NaN));
        History history =
                trainer(model(dense(3)), softmaxCrossEntropy()).build().fit(POINTS.batches(20), holes.batches(10), 2);
        assertThat(history.epochs()).hasSize(2);
        assertThat(history.diagnoses()).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.place()).isEqualTo("validation data, input");
            assertThat(diagnosis.finding()).startsWith("1 of 4 values of example 0 of the batch");
        });
    }

    private static TrainerBuilder doctored(TrainerBuilder builder, boolean looked) {
        return looked ? builder : builder.withoutDoctor();
    }

    private static Model model(LayerSpec... layers) {
        return Model.build(Shape.of(4), 3, layers);
    }

    private static TrainerBuilder trainer(Model model, Loss loss) {
        return Trainer.of(model).loss(loss).optimizer(Sgd.withLearningRate(0.01));
    }

    private static float[] with(float[] values, int index, float value) {
        values[index] = value;
        return values;
    }

    /** In epochs after the first, example 70 has a hole. */
    private record BrokenLater(Dataset data) implements Dataset {
        @Override
        public int size() {
            return data.size();
        }

        @Override
        public Shape inputShape() {
            return data.inputShape();
        }

        @Override
        public int label(int index) {
            return data.label(index);
        }

        @Override
        public void read(int index, float[] target, int offset) {
            data.read(index, target, offset);
        }

        @Override
        public Dataset inEpoch(int epoch) {
            return epoch == 0
                    ? this
                    : data.map((v, r) -> v)
                            .range(0, 70)
                            .concat(data.range(70, 71).map((v, r) -> with(v, 0, Float.NaN)))
                            .concat(data.range(71, 100));
        }
    }
}
