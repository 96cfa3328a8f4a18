package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.reference.DoubleAxes;
import dev.inkstone.ops.reference.DoubleMath;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Reductions along every choice of axes. A bit of {@code axes} takes an axis; none takes all. */
@AddLifecycleHook(GradientTotals.class)
class ReductionGradientTest {
    @Property
    void sum(@ForAll @IntRange(max = 15) int axes, @ForAll boolean keepDims, @ForAll long seed) {
        checkPositive(Sum::sum, axes, keepDims, seed, x -> Arrays.stream(x).sum());
    }

    @Property
    void mean(@ForAll @IntRange(max = 15) int axes, @ForAll boolean keepDims, @ForAll long seed) {
        checkPositive(
                Mean::mean,
                axes,
                keepDims,
                seed,
                x -> Arrays.stream(x).average().orElseThrow());
    }

    @Property
    void max(@ForAll @IntRange(max = 15) int axes, @ForAll boolean keepDims, @ForAll long seed) {
        check(Max::max, axes, keepDims, seed, x -> Arrays.stream(x).max().orElseThrow());
    }

    @Property
    void min(@ForAll @IntRange(max = 15) int axes, @ForAll boolean keepDims, @ForAll long seed) {
        check(Min::min, axes, keepDims, seed, x -> Arrays.stream(x).min().orElseThrow());
    }

    @Property
    void variance(
            @ForAll @IntRange(max = 15) int axes,
            @ForAll @IntRange(max = 1) int correction,
            @ForAll boolean keepDims,
            @ForAll long seed) {
        Reduction op = (tape, x, keep, along) -> Variance.variance(tape, x, correction, keep, along);
        check(op, axes, keepDims, seed, x -> {
            double mean = Arrays.stream(x).average().orElseThrow();
            return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - correction);
        });
    }

    @Property
    void norm(@ForAll @IntRange(max = 15) int axes, @ForAll boolean keepDims, @ForAll long seed) {
        check(
                Norm::norm,
                axes,
                keepDims,
                seed,
                x -> Math.sqrt(Arrays.stream(x).map(v -> v * v).sum()));
    }

    @Property
    void globalAveragePool2d(@ForAll boolean keepDims, @ForAll long seed) {
        Reduction op = (tape, x, keep, along) -> GlobalAveragePool2d.globalAveragePool2d(tape, x, keep);
        check(op, 6, keepDims, seed, x -> Arrays.stream(x).average().orElseThrow());
    }

    @Property
    void globalMaxPool2d(@ForAll boolean keepDims, @ForAll long seed) {
        Reduction op = (tape, x, keep, along) -> GlobalMaxPool2d.globalMaxPool2d(tape, x, keep);
        check(op, 6, keepDims, seed, x -> Arrays.stream(x).max().orElseThrow());
    }

    @Property
    void logSoftmax(@ForAll @IntRange(max = 2) int axis, @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] dims = Arrays.stream(inputs.ints(3, 8)).map(size -> size + 2).toArray();
        int[] order = IntStream.range(0, 3).toArray();
        order[axis] = 2;
        order[2] = axis;
        int[] swapped = Arrays.stream(order).map(i -> dims[i]).toArray();
        Checked.gradients(
                GradientCheck.of((tape, v) -> LogSoftmax.logSoftmax(tape, v[0], axis - 3))
                        .against(v -> {
                            double[] rows = DoubleAxes.transpose(dims, order, v[0]);
                            double[] y = Arrays.stream(DoubleMath.softmax(dims[axis], rows))
                                    .map(Math::log)
                                    .toArray();
                            return DoubleAxes.transpose(swapped, order, y);
                        })
                        .seed(seed)
                        .limit(16),
                inputs.awayFromZero(1, dims));
    }

    /** An op of an input, whether axes stay, and axes. */
    private interface Reduction {
        Tensor apply(Tape tape, Tensor x, boolean keepDims, int... axes);
    }

    /** A sum of a thousand values that cancel to exactly 0 has no relative error; of positive ones it always has. */
    private static void checkPositive(
            Reduction op, int axes, boolean keepDims, long seed, ToDoubleFunction<double[]> reference) {
        check(op, axes, keepDims, seed, reference, Inputs::positive);
    }

    private static void check(
            Reduction op, int axes, boolean keepDims, long seed, ToDoubleFunction<double[]> reference) {
        check(op, axes, keepDims, seed, reference, Inputs::spaced);
    }

    private static void check(
            Reduction op,
            int axes,
            boolean keepDims,
            long seed,
            ToDoubleFunction<double[]> reference,
            BiFunction<Inputs, int[], Tensor> input) {
        Inputs inputs = new Inputs(seed);
        int[] dims = Arrays.stream(inputs.ints(4, 5)).map(size -> size + 2).toArray();
        boolean[] taken = new boolean[4];
        for (int i = 0; i < 4; i++) {
            taken[i] = axes == 0 || (axes >> i & 1) == 1;
        }
        int[] named = IntStream.range(0, 4)
                .filter(i -> (axes >> i & 1) == 1)
                .map(i -> seed % 2 == 0 ? i : i - 4)
                .toArray();
        Checked.gradients(
                GradientCheck.of((tape, v) -> op.apply(tape, v[0], keepDims, named))
                        .against(v -> DoubleAxes.reduce(dims, taken, v[0], reference))
                        .seed(seed)
                        .limit(8),
                input.apply(inputs, dims));
    }
}
