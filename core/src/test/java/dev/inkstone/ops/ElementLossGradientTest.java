package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.reference.DoubleLosses;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Tensor;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.jspecify.annotations.Nullable;

/**
 * Losses of single numbers, whole and as a shard, with and without weights; predictions keep away from corners and from
 * slope 0.
 */
@AddLifecycleHook(GradientTotals.class)
class ElementLossGradientTest {
    @Property
    void meanSquaredError(
            @ForAll @IntRange(min = 1, max = 17) int rows,
            @ForAll @IntRange(min = 1, max = 9) int each,
            @ForAll boolean weighted,
            @ForAll long seed) {
        Tensor t = new Inputs(seed).uniform(rows, each);
        Tensor y = moved(seed, t, d -> d);
        check(MeanSquaredError::meanSquaredError, (v, w) -> (v - w) * (v - w), y, t, weighted, seed);
    }

    @Property
    void meanAbsoluteError(
            @ForAll @IntRange(min = 1, max = 17) int rows,
            @ForAll @IntRange(min = 1, max = 9) int each,
            @ForAll boolean weighted,
            @ForAll long seed) {
        Tensor t = new Inputs(seed).uniform(rows, each);
        Tensor y = moved(seed, t, d -> d);
        check(MeanAbsoluteError::meanAbsoluteError, (v, w) -> Math.abs(v - w), y, t, weighted, seed);
    }

    @Property
    void huber(
            @ForAll @IntRange(min = 1, max = 17) int rows,
            @ForAll @IntRange(min = 1, max = 9) int each,
            @ForAll boolean weighted,
            @ForAll long seed) {
        float delta = (float) new Inputs(seed).between(0.2, 2);
        Tensor t = new Inputs(seed).uniform(rows, each);
        Tensor y = moved(seed, t, d -> Math.abs(Math.abs(d) - delta) < 0.01 ? d * 1.2 : d);
        check(
                (tape, v, target, weights) -> Huber.huber(tape, v, target, delta, weights),
                (v, w) -> DoubleLosses.huber(delta, v, w),
                y,
                t,
                weighted,
                seed);
    }

    @Property
    void hinges(
            @ForAll @IntRange(min = 1, max = 17) int rows,
            @ForAll @IntRange(min = 1, max = 9) int each,
            @ForAll boolean weighted,
            @ForAll long seed) {
        Tensor t = fill(new Inputs(seed).uniform(rows, each), v -> v < 0 ? -1 : 1);
        Tensor y = new Inputs(seed + 1).awayFromZero(0.1, rows, each);
        for (int i = 0; i < y.size(); i++) {
            y.array()[y.offset() + i] = t.array()[t.offset() + i] * (1 + y.array()[y.offset() + i]);
        }
        check(Hinge::hinge, (v, w) -> Math.max(0, 1 - v * w), y, t, weighted, seed);
        check(Hinge::squaredHinge, (v, w) -> Math.pow(Math.max(0, 1 - v * w), 2), y, t, weighted, seed);
    }

    /** Targets near 0 or 1, or hard ones, and logits in [-1, 1): the probability is never the target. */
    @Property
    void binaryCrossEntropy(
            @ForAll @IntRange(min = 1, max = 17) int rows,
            @ForAll @IntRange(min = 1, max = 9) int each,
            @ForAll boolean hard,
            @ForAll boolean weighted,
            @ForAll long seed) {
        float positive = weighted ? (float) new Inputs(seed).between(0.5, 2) : 1f;
        Tensor t = fill(
                new Inputs(seed).uniform(rows, each), v -> hard ? (v < 0 ? 0 : 1) : (v < 0 ? -0.1 * v : 1 - 0.1 * v));
        Tensor y = new Inputs(seed + 1).uniform(rows, each);
        check(
                (tape, v, target, weights) ->
                        BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, v, target, positive, weights),
                (v, w) -> DoubleLosses.binaryCrossEntropy(positive, v, w),
                y,
                t,
                weighted,
                seed);
    }

    /** A loss of predictions, targets and weights. */
    private interface Loss {
        Tensor of(Tape tape, Tensor prediction, Tensor target, @Nullable Tensor weights);
    }

    private static void check(Loss loss, DoubleBinaryOperator term, Tensor y, Tensor t, boolean weighted, long seed) {
        int rows = y.shape().dim(0);
        Tensor weights = fill(new Inputs(seed + 2).uniform(rows), v -> weighted ? v / 2 + 1 : 1);
        double[] target = Checked.doubles(t)[0];
        double[] byExample = Checked.doubles(weights)[0];
        for (int global : new int[] {0, 3 * rows}) {
            Checked.gradients(
                    GradientCheck.of((tape, v) -> loss.of(tape, v[0], t, weighted ? weights : null))
                            .at(Position.START.shard(0, global))
                            .against(v -> new double[] {
                                DoubleLosses.mean(term, v[0], target, byExample, global == 0 ? rows : global)
                            })
                            .seed(seed)
                            .limit(8),
                    y);
        }
    }

    /** {@code t} plus differences of 0.1 or more, changed by {@code f}. */
    private static Tensor moved(long seed, Tensor t, DoubleUnaryOperator f) {
        Tensor y = new Inputs(seed + 1).awayFromZero(0.1, t.shape().dims());
        for (int i = 0; i < y.size(); i++) {
            float d = y.array()[y.offset() + i];
            y.array()[y.offset() + i] = (float) (t.array()[t.offset() + i] + f.applyAsDouble(d));
        }
        return y;
    }

    private static Tensor fill(Tensor x, DoubleUnaryOperator f) {
        for (int i = 0; i < x.size(); i++) {
            x.array()[x.offset() + i] = (float) f.applyAsDouble(x.array()[x.offset() + i]);
        }
        return x;
    }
}
