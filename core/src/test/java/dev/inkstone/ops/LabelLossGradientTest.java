package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.reference.DoubleLosses;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.jspecify.annotations.Nullable;

/** Binary losses whose targets are labels 0 and 1; predictions keep away from the corners of hinges, and from slope 0. */
@AddLifecycleHook(GradientTotals.class)
class LabelLossGradientTest {
    @Property
    void binaryCrossEntropy(@ForAll @IntRange(min = 1, max = 33) int rows, @ForAll boolean column, @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        float positive = (float) inputs.between(0.5, 2);
        Tensor weights = inputs.positive(rows);
        int[] labels = inputs.ints(rows, 2);
        Tensor y = column ? inputs.uniform(rows, 1) : inputs.uniform(rows);
        check(
                (tape, v, t) -> BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, v, t),
                (v, t) -> DoubleLosses.binaryCrossEntropy(1, v, t),
                y,
                labels,
                0,
                null);
        check(
                (tape, v, t) ->
                        BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, v, t, positive, weights),
                (v, t) -> DoubleLosses.binaryCrossEntropy(positive, v, t),
                y,
                labels,
                0,
                weights);
    }

    @Property
    void hinges(@ForAll @IntRange(min = 1, max = 33) int rows, @ForAll boolean column, @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        Tensor weights = inputs.positive(rows);
        int[] labels = inputs.ints(rows, 2);
        Tensor y = column ? inputs.awayFromZero(0.1, rows, 1) : inputs.awayFromZero(0.1, rows);
        for (int i = 0; i < rows; i++) { // 0.1 or more from the corner, which is where the product with the sign is 1
            int at = y.offset() + i;
            y.array()[at] = (2 * labels[i] - 1) * (1 + y.array()[at]);
        }
        check(
                (tape, v, t) -> Hinge.hinge(tape, v, t, weights),
                (v, t) -> Math.max(0, 1 - v * t),
                y,
                labels,
                -1,
                weights);
        check(
                (tape, v, t) -> Hinge.squaredHinge(tape, v, t, weights),
                (v, t) -> Math.pow(Math.max(0, 1 - v * t), 2),
                y,
                labels,
                -1,
                weights);
    }

    /** A loss of predictions and labels. */
    private interface Loss {
        Tensor of(Tape tape, Tensor prediction, IntTensor labels);
    }

    /** @param zero what label 0 stands for in {@code term} */
    private static void check(
            Loss loss, DoubleBinaryOperator term, Tensor y, int[] labels, double zero, @Nullable Tensor weights) {
        int rows = labels.length;
        double[] targets =
                Arrays.stream(labels).mapToDouble(l -> l == 0 ? zero : 1).toArray();
        double[] byExample = new double[rows];
        Arrays.setAll(byExample, i -> weights == null ? 1 : weights.get(i));
        IntTensor ints = IntTensor.wrap(labels, 0, Shape.of(rows));
        Checked.gradients(
                GradientCheck.of((tape, v) -> loss.of(tape, v[0], ints))
                        .against(v -> new double[] {DoubleLosses.mean(term, v[0], targets, byExample, rows)})
                        .limit(8),
                y);
    }
}
