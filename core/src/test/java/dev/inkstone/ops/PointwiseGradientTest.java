package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.ops.reference.DoubleMath;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Element-wise functions; inputs keep away from corners and from where a function is steep without end. */
@AddLifecycleHook(GradientTotals.class)
class PointwiseGradientTest {
    @Property
    void namedActivations(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        Tensor x = new Inputs(seed).awayFromZero(0.01, size);
        check((tape, v) -> Softplus.softplus(tape, v[0]), v -> Math.log1p(Math.exp(v)), seed, x);
        check((tape, v) -> HardSigmoid.hardSigmoid(tape, v[0]), v -> v / 6 + 0.5, seed, x);
        Tensor right = positive(seed, 0.1, 2.9, size);
        check((tape, v) -> HardSwish.hardSwish(tape, v[0]), v -> v * (v + 3) / 6, seed, right);
        check((tape, v) -> Silu.silu(tape, v[0]), v -> v / (1 + Math.exp(-v)), seed, right);
        check(
                (tape, v) -> Gelu.gelu(tape, v[0]),
                v -> v * dev.inkstone.ops.reference.DoubleNormal.distribution(v),
                seed,
                right);
        check(
                (tape, v) -> Gelu.geluTanh(tape, v[0]),
                v -> v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v))),
                seed,
                right);
    }

    @Property
    void functionsWithAlpha(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        float alpha = (float) new Inputs(seed).between(0.05, 2);
        Tensor x = new Inputs(seed).awayFromZero(0.01, size);
        check((tape, v) -> LeakyRelu.leakyRelu(tape, v[0], alpha), v -> v > 0 ? v : alpha * v, seed, x);
        check((tape, v) -> Elu.elu(tape, v[0], alpha), v -> v > 0 ? v : alpha * Math.expm1(v), seed, x);
    }

    @Property
    void logExpSqrtAbs(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        Tensor positive = positive(seed, 0.1, 5, size);
        check((tape, v) -> Log.log(tape, v[0]), Math::log, seed, positive);
        check((tape, v) -> Sqrt.sqrt(tape, v[0]), Math::sqrt, seed, positive);
        Tensor x = new Inputs(seed).awayFromZero(0.01, size);
        check((tape, v) -> Exp.exp(tape, v[0]), Math::exp, seed, x);
        check((tape, v) -> Abs.abs(tape, v[0]), Math::abs, seed, x);
    }

    @Property
    void pow(@ForAll @IntRange(min = 1, max = 20) int size, @ForAll long seed) {
        for (float exponent : new float[] {0, 1, 2, 3, -1, 0.5f, 1.7f, -2.5f}) {
            check(
                    (tape, v) -> Pow.pow(tape, v[0], exponent),
                    v -> Math.pow(v, exponent),
                    seed,
                    positive(seed, 0.2, 3, size));
        }
        for (float exponent : new float[] {2, 3, -1, 4}) {
            Tensor x = new Inputs(seed).awayFromZero(0.2, size);
            check((tape, v) -> Pow.pow(tape, v[0], exponent), v -> Math.pow(v, exponent), seed, x);
        }
    }

    @Property
    void clip(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        Tensor x = new Inputs(seed).spaced(size); // multiples of 0.01
        check(
                (tape, v) -> Clip.clip(tape, v[0], -0.055f, 0.105f),
                v -> Math.min(Math.max(v, -0.055f), 0.105f),
                seed,
                x);
    }

    @Property
    void maximumAndMinimumWithBroadcasting(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 9) int columns,
            @ForAll long seed) {
        Tensor all = new Inputs(seed).spaced(rows + 1, columns);
        Tensor a = Tensor.of(Shape.of(rows, columns), Arrays.copyOf(all.toArray(), rows * columns));
        Tensor b =
                Tensor.of(Shape.of(columns), Arrays.copyOfRange(all.toArray(), rows * columns, (rows + 1) * columns));
        pair((tape, v) -> Maximum.maximum(tape, v[0], v[1]), Math::max, seed, a, b);
        pair((tape, v) -> Minimum.minimum(tape, v[0], v[1]), Math::min, seed, a, b);
    }

    @Property
    void where(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] mask = inputs.ints(size, 2);
        Checked.gradients(
                GradientCheck.of((tape, v) -> Where.where(tape, IntTensor.of(mask), v[0], v[1]))
                        .against(v -> java.util.stream.IntStream.range(0, size)
                                .mapToDouble(i -> mask[i] != 0 ? v[0][i] : v[1][i])
                                .toArray())
                        .seed(seed)
                        .limit(8),
                inputs.uniform(size),
                inputs.uniform(size));
    }

    /**
     * The softmax of columns is that of the rows of the transposed matrix. Logits in [-1, 1), as in {@link SoftmaxGradientTest}:
     * of two that are 4 apart, one takes 0.98, and of p·(g − Σ p·g) so little is left that even correctly rounded float32
     * arithmetic is off by 2.5e-4 of it.
     */
    @Property
    void softmaxOverAnInnerAxis(
            @ForAll @IntRange(min = 2, max = 9) int classes,
            @ForAll @IntRange(min = 1, max = 5) int inner,
            @ForAll long seed) {
        Checked.gradients(
                GradientCheck.of((tape, v) -> Softmax.softmax(tape, v[0], -2))
                        .against(v -> transposed(
                                2, inner, classes, DoubleMath.softmax(classes, transposed(2, classes, inner, v[0]))))
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).uniform(2, classes, inner));
    }

    /** An axis behind which all sizes are 1 is still not the last one. */
    @Property(tries = 20)
    void softmaxOverAnAxisBeforeAxesOfSizeOne(@ForAll boolean two, @ForAll long seed) {
        Checked.gradients(
                GradientCheck.of((tape, v) -> Softmax.softmax(tape, v[0], two ? -3 : 1))
                        .against(v -> DoubleMath.softmax(3, v[0]))
                        .seed(seed)
                        .limit(6),
                new Inputs(seed).uniform(two ? new int[] {2, 3, 1, 1} : new int[] {2, 3, 1}));
    }

    private static double[] transposed(int outer, int rows, int columns, double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int o = i / (rows * columns);
            int r = i / columns % rows;
            y[(o * columns + i % columns) * rows + r] = x[i];
        }
        return y;
    }

    private static void check(GradientCheck.Op op, DoubleUnaryOperator f, long seed, Tensor x) {
        Checked.gradients(
                GradientCheck.of(op)
                        .against(v -> Arrays.stream(v[0]).map(f).toArray())
                        .seed(seed)
                        .limit(8),
                x);
    }

    private static void pair(GradientCheck.Op op, DoubleBinaryOperator f, long seed, Tensor a, Tensor b) {
        int[] dims = a.shape().dims();
        Checked.gradients(
                GradientCheck.of(op)
                        .against(v -> DoubleMath.broadcast(
                                f, dims, v[0], dims, v[1], b.shape().dims()))
                        .seed(seed)
                        .limit(8),
                a,
                b);
    }

    private static Tensor positive(long seed, double low, double high, int size) {
        Inputs inputs = new Inputs(seed);
        Tensor x = inputs.uniform(size);
        for (int i = 0; i < size; i++) {
            x.array()[x.offset() + i] = (float) inputs.between(low, high);
        }
        return x;
    }
}
