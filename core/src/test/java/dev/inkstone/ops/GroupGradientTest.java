package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.ops.reference.DoubleAxes;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Normalisations within an example. What is normalised together has some spread, as the values are spaced. */
@AddLifecycleHook(GradientTotals.class)
class GroupGradientTest {
    private static final float EPSILON = 1e-3f;

    /** A bit of {@code axes} takes an axis. */
    @Property
    void layerNorm(@ForAll @IntRange(min = 1, max = 7) int axes, @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] dims = Arrays.stream(inputs.ints(3, 5)).map(size -> size + 4).toArray();
        int[] taken = IntStream.range(0, 3).filter(i -> (axes >> i & 1) == 1).toArray();
        int[] order = IntStream.concat(IntStream.range(0, 3).filter(i -> (axes >> i & 1) == 0), IntStream.of(taken))
                .toArray();
        int[] sizes = Arrays.stream(taken).map(i -> dims[i]).toArray();
        int[] ordered = Arrays.stream(order).map(i -> dims[i]).toArray();
        int n = Shape.of(sizes).size();
        Tensor[] all = {spread(inputs, dims), inputs.awayFromZero(0.1, sizes), inputs.uniform(sizes)};
        check(
                GradientCheck.of((tape, v) -> LayerNorm.layerNorm(tape, v[0], v[1], v[2], EPSILON, taken))
                        .against(v -> {
                            double[] y = DoubleAxes.transpose(dims, order, v[0]);
                            for (int row = 0; row < y.length; row += n) {
                                normalize(y, IntStream.range(row, row + n).toArray());
                            }
                            for (int i = 0; i < y.length; i++) {
                                y[i] = y[i] * v[1][i % n] + v[2][i % n];
                            }
                            return DoubleAxes.transpose(ordered, Transpose.inverse(order), y);
                        }),
                seed,
                all);
    }

    @Property
    void groupNorm(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 4, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 5) int groups,
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int c = groups * width;
        Tensor[] all = {spread(inputs, batch, rows, c), inputs.awayFromZero(0.1, c), inputs.uniform(c)};
        check(
                GradientCheck.of((tape, v) -> GroupNorm.groupNorm(tape, v[0], v[1], v[2], groups, EPSILON))
                        .against(v -> {
                            double[] y = v[0].clone();
                            for (int i = 0; i < batch * groups; i++) {
                                int first = i / groups * rows * c + i % groups * width;
                                normalize(
                                        y,
                                        IntStream.range(0, rows * width)
                                                .map(k -> first + k / width * c + k % width)
                                                .toArray());
                            }
                            for (int i = 0; i < y.length; i++) {
                                y[i] = y[i] * v[1][i % c] + v[2][i % c];
                            }
                            return y;
                        }),
                seed,
                all);
    }

    /** Takes mean and deviation of these places out of them. */
    private static void normalize(double[] x, int[] places) {
        double mean = Arrays.stream(places).mapToDouble(i -> x[i]).average().orElseThrow();
        double variance = Arrays.stream(places)
                .mapToDouble(i -> (x[i] - mean) * (x[i] - mean))
                .average()
                .orElseThrow();
        for (int i : places) {
            x[i] = (x[i] - mean) / Math.sqrt(variance + EPSILON);
        }
    }

    /** Different numbers in [-1, 1), in random order. */
    private static Tensor spread(Inputs inputs, int... dims) {
        Tensor x = inputs.spaced(dims);
        for (int i = x.offset(); i < x.offset() + x.size(); i++) {
            x.array()[i] *= 200f / x.size();
        }
        return x;
    }

    private static void check(GradientCheck check, long seed, Tensor... inputs) {
        Checked.gradients(check.seed(seed).limit(8), inputs);
    }
}
