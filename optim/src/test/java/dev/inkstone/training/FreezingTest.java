package dev.inkstone.training;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Adam;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreezingTest {
    private static final Tensor X = Tensor.of(Shape.of(3, 2), 1f, 2f, -3f, 4f, 5f, 6f);
    private static final IntTensor LABELS = IntTensor.of(0, 1, 1);

    @Test
    void theTapeSkipsWhatNobodyNeeds() {
        Model model = model();
        model.freeze(path -> !path.startsWith("dense2/"));
        try (Tape tape = Tape.record(Position.START)) {
            Tensor hidden = dev.inkstone.ops.Dense.dense(
                    tape, X, tape.use(model.parameter("dense1/kernel")), null, dev.inkstone.ops.Activation.RELU);
            assertThat(tape.needsGradient(hidden)).isFalse();
            Tensor logits = model.forward(X, tape);
            Gradients gradients = tape.gradients(softmaxCrossEntropy().of(logits, LABELS));
            assertThat(gradients.of(model.parameter("dense1/kernel")).toArray()).containsOnly(0f);
            assertThat(gradients.of(model.parameter("dense2/kernel")).toArray()).doesNotContain(0f);
            assertThat(gradients.stateUpdates()).isEmpty();
        }
    }

    @Test
    void aFrozenBatchNormUsesItsRunningStatistics() {
        Model model = model();
        float[] inference = model.predict(X).toArray();
        for (Set<String> names : java.util.List.of(
                Set.of("bn1/gamma", "bn1/beta"), Set.of("bn1/running_mean", "bn1/running_variance"))) {
            model.freeze(names::contains);
            try (Tape tape = Tape.record(Position.START)) {
                assertThat(model.forward(X, tape).toArray()).containsExactly(inference);
            }
            model.unfreeze(path -> true);
            try (Tape tape = Tape.record(Position.START)) {
                assertThat(model.forward(X, tape).toArray()).isNotEqualTo(inference);
            }
        }
    }

    @Test
    void trainingMovesOnlyTheRest() {
        Model model = model();
        model.freeze(path -> path.startsWith("dense1/") || path.startsWith("bn1/"));
        Snapshot before = Snapshot.of(model);
        Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.1).weightDecay(0.1))
                .shards(2)
                .build()
                .fit(Problems.spirals(40, 1).batches(10), 2);
        int frozen = model.parameter("dense2/kernel").offset();
        for (int i = 0; i < model.parameters().count(); i++) {
            boolean moved = model.parameters().values()[i] != before.parameters()[i];
            assertThat(moved).as("parameter %s", i).isEqualTo(i >= frozen);
        }
        assertThat(model.parameters().states()).containsExactly(before.states());
    }

    @Test
    void aFitWithNothingToTrainSaysSo() {
        Model frozen = model();
        frozen.freeze(path -> true);
        assertThatIllegalStateException()
                .isThrownBy(() -> fit(frozen))
                .withMessage("trainer: all 30 parameters of the model are frozen, expected one at least to train; call"
                        + " model.unfreeze(path -> …)");
        assertThatIllegalStateException()
                .isThrownBy(() -> fit(Model.build(Shape.of(2), 3L, flatten())))
                .withMessage(
                        "trainer: the model has no parameters, expected one at least to train; build it with layers that"
                                + " have some, such as dense(…)");
    }

    private static void fit(Model model) {
        Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.1))
                .build()
                .fit(Problems.spirals(40, 1).batches(10), 2);
    }

    private static Model model() {
        return Model.build(Shape.of(2), 3L, dense(4), batchNorm(), dense(2));
    }
}
