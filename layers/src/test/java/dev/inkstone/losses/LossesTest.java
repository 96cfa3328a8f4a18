package dev.inkstone.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Add;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The losses as a user meets them: settings, targets of either kind, and weights of examples. */
class LossesTest {
    private static final Tensor LOGITS = Tensor.of(Shape.of(2, 3), 1.5f, -0.25f, 0.75f, -2f, 0.5f, 3f);
    private static final Tensor SCORES = Tensor.of(Shape.of(3, 1), 0.75f, -1.5f, 2.5f);
    private static final Targets LABELS = Targets.of(IntTensor.of(1, 2));
    private static final Targets SOFT = Targets.of(Tensor.of(Shape.of(2, 3), 0.25f, 0.5f, 0.25f, 0.125f, 0f, 0.875f));
    private static final Targets BINARY = Targets.of(IntTensor.of(1, 1, 0));
    private static final Tensor WEIGHTS = Tensor.of(Shape.of(2), 3f, 0.25f);
    private static final Tensor THREE = Tensor.of(Shape.of(3), 2f, 1f, 0.5f);

    /** The numbers were computed outside of this library, from the definitions. */
    @Test
    void settingsTargetsAndWeightsReachTheOps() {
        SoftmaxCrossEntropy weighted = Losses.softmaxCrossEntropy().classWeights(0.5f, 2f, 1.25f);
        near(2.3016192, weighted, LOGITS, LABELS);
        near(6.4306480, weighted.labelSmoothing(0.1f), LOGITS, LABELS.weightedBy(WEIGHTS));
        near(4.1026713, weighted, LOGITS, SOFT.weightedBy(WEIGHTS));
        near(0.8234849, Losses.klDivergence(), LOGITS, SOFT.weightedBy(WEIGHTS));
        near(1.875, Losses.multiclassHinge().margin(0.5f), LOGITS, LABELS.weightedBy(WEIGHTS));
        near(2.9049702, Losses.binaryCrossEntropy().positiveWeight(3f), SCORES, BINARY.weightedBy(THREE));
        near(1.5833333, Losses.hinge(), SCORES, BINARY.weightedBy(THREE));
        near(6.1875, Losses.squaredHinge(), SCORES, Targets.of(Tensor.of(Shape.of(3), 1f, 1f, -1f)));
    }

    @Test
    void lossesOfNumbers() {
        Tensor y = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 5f);
        Targets t = Targets.of(Tensor.of(Shape.of(2, 2), 0f, 2.5f, 3f, 1f)).weightedBy(WEIGHTS);
        near(1.9375, Losses.meanSquaredError(), y, t);
        near(1.375, Losses.meanAbsoluteError(), y, t);
        near(0.615234375, Losses.huber(0.75f), y, t);
        near(0.6875, Losses.huber(), y, t);
    }

    @Test
    void lossesAreValues() {
        assertThat(Losses.softmaxCrossEntropy().classWeights(1f, 2f).labelSmoothing(0.1f))
                .isEqualTo(Losses.softmaxCrossEntropy().labelSmoothing(0.1f).classWeights(1f, 2f))
                .isNotEqualTo(Losses.softmaxCrossEntropy());
        assertThat(Losses.softmaxCrossEntropy().classWeights(0.1, 2).labelSmoothing(0.1))
                .isEqualTo(Losses.softmaxCrossEntropy().classWeights(0.1f, 2f).labelSmoothing(0.1f))
                .isEqualTo(new SoftmaxCrossEntropy(0.1f, List.of(0.1f, 2f)));
        assertThat(Losses.binaryCrossEntropy().positiveWeight(2.3)).isEqualTo(new BinaryCrossEntropy(2.3f));
        assertThat(Losses.multiclassHinge().margin(0.3)).isEqualTo(new MulticlassHinge(0.3f));
        assertThat(Losses.huber(1.3)).isEqualTo(new Huber(1.3f));
        assertThat(Losses.huber()).isEqualTo(Losses.huber(1f)).hasToString("Huber[delta=1.0]");
    }

    @Test
    void settingsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.softmaxCrossEntropy().labelSmoothing(-0.1f))
                .withMessage("softmaxCrossEntropy: label smoothing -0.1, expected 0 to 1; 0.1 is a common value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.softmaxCrossEntropy().classWeights(1f, -2f))
                .withMessage("softmaxCrossEntropy: class weight -2.0, expected a finite number of 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.huber(0f))
                .withMessage("huber: delta 0.0, expected a finite number above 0; 1 is the usual value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.binaryCrossEntropy().positiveWeight(0f))
                .withMessageStartingWith("binaryCrossEntropy: positive weight 0.0, expected a finite number above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.multiclassHinge().margin(0f))
                .withMessageStartingWith("multiclassHinge: margin 0.0, expected a finite number above 0");
    }

    @Test
    void aLossOfNumbersIsNotFedLabels() {
        assertThatIllegalStateException()
                .isThrownBy(() -> value(Losses.meanSquaredError(), SCORES, BINARY))
                .withMessageStartingWith("targets: class indices [3], expected values [batch, …]");
        assertThatIllegalStateException()
                .isThrownBy(() -> value(Losses.multiclassHinge(), LOGITS, SOFT))
                .withMessageStartingWith("targets: values [2, 3], expected class indices [batch]");
    }

    private static void near(double expected, Loss loss, Tensor prediction, Targets targets) {
        assertThat((double) value(loss, prediction, targets))
                .as(loss.toString())
                .isCloseTo(expected, within(2e-6));
    }

    private static float value(Loss loss, Tensor prediction, Targets targets) {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor made = Add.add(tape, tape.watch(prediction), Tensor.zeros(prediction.shape()));
            return loss.of(made, targets).item();
        }
    }
}
