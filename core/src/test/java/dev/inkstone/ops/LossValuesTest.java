package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Values that were computed outside of this library, from the definitions, for what the conformance cases leave out;
 * and what happens far out.
 */
class LossValuesTest {
    private static final Tensor LOGITS = Tensor.of(Shape.of(2, 3), 1.5f, -0.25f, 0.75f, -2f, 0.5f, 3f);
    private static final IntTensor LABELS = IntTensor.of(1, 2);
    private static final Tensor SOFT = Tensor.of(Shape.of(2, 3), 0.25f, 0.5f, 0.25f, 0.125f, 0f, 0.875f);
    private static final Tensor CLASSES = Tensor.of(Shape.of(3), 0.5f, 2f, 1.25f);
    private static final Tensor EXAMPLES = Tensor.of(Shape.of(2), 3f, 0.25f);
    private static final SoftmaxCrossEntropy.Options PLAIN = SoftmaxCrossEntropy.Options.DEFAULT;
    private static final float[] FAR = {1e4f, -1e4f, 80f, -80f, 0f, 3e38f, -3e38f, 1e-42f};

    @Test
    void crossEntropyWithWeightsAndSmoothing() {
        near(2.301619233720844, tape -> labels(tape, PLAIN.classWeights(CLASSES)));
        near(3.383287337910264, tape -> labels(tape, PLAIN.exampleWeights(EXAMPLES)));
        SoftmaxCrossEntropy.Options all = PLAIN.classWeights(CLASSES).exampleWeights(EXAMPLES);
        near(6.4306480453152695, tape -> labels(tape, all.labelSmoothing(0.1f)));
        near(4.102671348178509, tape -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, LOGITS, SOFT, all));
    }

    @Test
    void klDivergence() {
        near(0.42726988450555264, tape -> KlDivergence.klDivergence(tape, LOGITS, SOFT));
        near(0.8234849114933323, tape -> KlDivergence.klDivergence(tape, LOGITS, SOFT, EXAMPLES));
    }

    @Test
    void binaryCrossEntropyWithAPositiveWeight() {
        Tensor logits = Tensor.of(Shape.of(3, 1), 0.75f, -1.5f, 2.5f);
        IntTensor labels = IntTensor.of(1, 1, 0);
        Tensor weights = Tensor.of(Shape.of(3), 2f, 1f, 0.5f);
        near(2.9479141955285026, tape -> binary(tape, logits, labels, 3f, null));
        near(2.9049702459279776, tape -> binary(tape, logits, labels, 3f, weights));
    }

    @Test
    void hinges() {
        Tensor scores = Tensor.of(Shape.of(3), 0.75f, -1.5f, 2.5f);
        Tensor signs = Tensor.of(Shape.of(3), 1f, 1f, -1f);
        IntTensor labels = IntTensor.of(1, 1, 0);
        Tensor weights = Tensor.of(Shape.of(3), 2f, 1f, 0.5f);
        near(2.0833333333333335, tape -> Hinge.hinge(tape, scores, signs, null));
        near(1.5833333333333333, tape -> Hinge.hinge(tape, scores, labels, weights));
        near(6.1875, tape -> Hinge.squaredHinge(tape, scores, labels, null));
        near(0.7916666666666666, tape -> MulticlassHinge.multiclassHinge(tape, LOGITS, LABELS, 1f, null));
        near(1.875, tape -> MulticlassHinge.multiclassHinge(tape, LOGITS, LABELS, 0.5f, EXAMPLES));
    }

    @Test
    void errorsOfWeightedExamples() {
        Tensor y = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 5f);
        Tensor t = Tensor.of(Shape.of(2, 2), 0f, 2.5f, 3f, 1f);
        near(1.9375, tape -> MeanSquaredError.meanSquaredError(tape, y, t, EXAMPLES));
        near(1.375, tape -> MeanAbsoluteError.meanAbsoluteError(tape, y, t, EXAMPLES));
        near(0.615234375, tape -> Huber.huber(tape, y, t, 0.75f, EXAMPLES));
    }

    @Test
    void theLastAxisOfOneMayBeMissing() {
        Tensor column = Tensor.of(Shape.of(2, 1), 1f, 2f);
        Tensor flat = Tensor.of(Shape.of(2), 3f, 5f);
        near(6.5, tape -> MeanSquaredError.meanSquaredError(tape, column, flat));
        near(6.5, tape -> MeanSquaredError.meanSquaredError(tape, flat, column));
    }

    @Test
    void softTargetsThatAreOneHotGiveTheValueOfTheLabels() {
        Tensor oneHot = Tensor.of(Shape.of(2, 3), 0f, 1f, 0f, 0f, 0f, 1f);
        float expected = value(tape -> labels(tape, PLAIN));
        near(expected, tape -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, LOGITS, oneHot, PLAIN));
        near(expected, tape -> KlDivergence.klDivergence(tape, LOGITS, oneHot));
    }

    @Test
    void aMaskedClassOfTargetZeroCostsNothing() {
        Tensor masked = Tensor.of(Shape.of(1, 3), 0f, 0f, Float.NEGATIVE_INFINITY);
        Tensor half = Tensor.of(Shape.of(1, 3), 0.5f, 0.5f, 0f);
        near(Math.log(2), tape -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, masked, half, PLAIN));
        near(0, tape -> KlDivergence.klDivergence(tape, masked, half));
    }

    @Test
    void crossEntropyOfSaturatedLogitsStaysFinite() {
        for (float a : FAR) {
            for (float b : FAR) {
                if (Math.abs((double) a - b) > Float.MAX_VALUE) {
                    continue; // the loss itself is more than a float can hold
                }
                Tensor x = Tensor.of(Shape.of(1, 2), a, b);
                Tensor soft = Tensor.of(Shape.of(1, 2), 0.25f, 0.75f);
                IntTensor label = IntTensor.of(1);
                finite(x, (t, v) -> SoftmaxCrossEntropy.softmaxCrossEntropy(t, v, label));
                finite(x, (t, v) -> SoftmaxCrossEntropy.softmaxCrossEntropy(t, v, label, PLAIN.labelSmoothing(0.1f)));
                finite(x, (t, v) -> SoftmaxCrossEntropy.softmaxCrossEntropy(t, v, soft, PLAIN));
                finite(x, (t, v) -> KlDivergence.klDivergence(t, v, soft));
            }
        }
    }

    @Test
    void binaryCrossEntropyOfSaturatedLogitsStaysFinite() {
        for (float a : FAR) {
            Tensor x = Tensor.of(Shape.of(1), a);
            for (float target : new float[] {0f, 0.25f, 1f}) {
                Tensor t = Tensor.of(Shape.of(1), target);
                finite(x, (tape, v) -> BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, v, t));
            }
        }
        Tensor hundred = Tensor.of(Shape.of(1), 1e4f);
        near(0, tape -> binary(tape, hundred, IntTensor.of(1), 7f, null));
        near(1e4, tape -> binary(tape, hundred, IntTensor.of(0), 7f, null));
    }

    private static Tensor labels(Tape tape, SoftmaxCrossEntropy.Options options) {
        return SoftmaxCrossEntropy.softmaxCrossEntropy(tape, LOGITS, LABELS, options);
    }

    private static Tensor binary(Tape tape, Tensor logits, IntTensor labels, float positive, Tensor weights) {
        return BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, logits, labels, positive, weights);
    }

    private static float value(Function<Tape, Tensor> loss) {
        try (Tape tape = Tape.record(Position.START)) {
            return loss.apply(tape).item();
        }
    }

    private static void near(double expected, Function<Tape, Tensor> loss) {
        assertThat((double) value(loss)).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
    }

    private static void finite(Tensor x, BiFunction<Tape, Tensor, Tensor> loss) {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor value = loss.apply(tape, tape.watch(x));
            assertThat(value.item()).as("loss of %s", x).isFinite().isNotNegative();
            for (float slope : tape.gradients(value).of(x).toArray()) {
                assertThat(slope).as("gradient of %s", x).isFinite();
            }
        }
    }
}
