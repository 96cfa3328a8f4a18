package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.reference.DoubleMath;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Test;

/** Powers with an exponent for each element, and choices between tensors that broadcast. */
@AddLifecycleHook(GradientTotals.class)
class PowerWhereTest {
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** Bases stay away from 1, where the gradient of the exponent passes through 0, and from 0. */
    @Property
    void powersThatBroadcast(
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[][][] shapes = {
            {{rows, columns}, {rows, columns}},
            {{rows, columns}, {columns}},
            {{rows, 1}, {columns}},
            {{}, {rows, columns}},
            {{rows, columns}, {}},
        };
        for (int[][] s : shapes) {
            Tensor base = between(inputs, 1.3, 2.5, s[0]);
            Tensor exponent = inputs.awayFromZero(0.3, s[1]);
            power(seed, base, exponent, rows, columns);
            power(seed, between(inputs, 0.2, 0.7, s[0]), exponent, rows, columns);
        }
    }

    private static void power(long seed, Tensor base, Tensor exponent, int rows, int columns) {
        int[] dims = base.shape().rank() + exponent.shape().rank() == 0 ? new int[0] : new int[] {rows, columns};
        int[] a = base.shape().dims();
        int[] b = exponent.shape().dims();
        Checked.gradients(
                GradientCheck.of((tape, v) -> Pow.pow(tape, v[0], v[1]))
                        .against(v -> DoubleMath.broadcast(Math::pow, dims, v[0], a, v[1], b))
                        .seed(seed)
                        .limit(8),
                base,
                exponent);
    }

    /** The exponents are whole, so only the base has a gradient. */
    @Property
    void powersOfNegativeNumbers(@ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
        Tensor base = new Inputs(seed).awayFromZero(0.3, size);
        float[] whole = new float[size];
        for (int i = 0; i < size; i++) {
            whole[i] = new float[] {2, 3, -1, 1, -2}[i % 5];
        }
        Tensor exponent = Tensor.of(Shape.of(size), whole);
        Checked.gradients(
                GradientCheck.of((tape, v) -> Pow.pow(tape, v[0], exponent))
                        .against(v -> {
                            double[] y = v[0].clone();
                            for (int i = 0; i < y.length; i++) {
                                y[i] = Math.pow(y[i], whole[i]);
                            }
                            return y;
                        })
                        .seed(seed)
                        .limit(12),
                base);
    }

    /** What PyTorch gives: torch.pow of leaves a and b, then backward() of the sum. */
    @Test
    void gradientsAtZeroAndBelow() {
        float[][] cases = { // a, b, y, gradient of a, gradient of b
            {0, 0, 1, 0, 0},
            {0, 2, 0, 0, 0},
            {0, 1, 0, 1, 0},
            {0, 0.5f, 0, INFINITY, 0},
            {0, -1, INFINITY, -INFINITY, -INFINITY},
            {-2, 0, 1, 0, NAN},
            {-2, 2, 4, -4, NAN},
            {-2, 0.5f, NAN, NAN, NAN},
            {1, 5, 1, 5, 0},
            {2, 0, 1, 0, 0.6931472f},
            {INFINITY, 0, 1, 0, INFINITY},
        };
        for (float[] c : cases) {
            try (Tape tape = Tape.record(Position.START)) {
                Tensor a = tape.watch(Tensor.of(Shape.of(1), c[0]));
                Tensor b = tape.watch(Tensor.of(Shape.of(1), c[1]));
                Tensor y = Pow.pow(tape, a, b);
                Gradients gradients = tape.gradients(y);
                assertThat(new float[] {
                            y.item(),
                            gradients.of(a).item() + 0f,
                            gradients.of(b).item() + 0f
                        })
                        .as("%s to the %s", c[0], c[1])
                        .usingComparatorWithPrecision(1e-6f)
                        .containsExactly(c[2], c[3], c[4]);
            }
        }
    }

    @Test
    void powersOfShapesThatDoNotBroadcast() {
        try (Tape tape = Tape.record(Position.START)) {
            tape.enter("act1");
            assertThatThrownBy(() -> Pow.pow(tape, Tensor.zeros(Shape.of(2, 3)), Tensor.zeros(Shape.of(2))))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageStartingWith("pow 'act1': shapes [2, 3] and [2] differ at axis -1 (3 and 2)");
        }
    }

    @Property
    void choicesThatBroadcast(
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[][][] shapes = { // mask, a, b
            {{rows, 1}, {rows, columns}, {columns}},
            {{columns}, {}, {rows, 1}},
            {{2, rows, columns}, {rows, columns}, {2, 1, columns}},
            {{}, {rows, columns}, {2, rows, columns}},
            {{2, 1, columns}, {1}, {rows, columns}},
        };
        for (int[][] s : shapes) {
            IntTensor mask = IntTensor.wrap(inputs.ints(Shape.of(s[0]).size(), 2), 0, Shape.of(s[0]));
            choice(seed, mask, inputs.uniform(s[1]), inputs.uniform(s[2]), new int[] {2, rows, columns});
        }
    }

    private static void choice(long seed, IntTensor mask, Tensor a, Tensor b, int[] largest) {
        int rank = Math.max(
                mask.shape().rank(), Math.max(a.shape().rank(), b.shape().rank()));
        int[] dims = java.util.Arrays.copyOfRange(largest, 3 - rank, 3);
        double[] chosen =
                java.util.Arrays.stream(mask.toArray()).asDoubleStream().toArray();
        Checked.gradients(
                GradientCheck.of((tape, v) -> Where.where(tape, mask, v[0], v[1]))
                        .against(v -> {
                            int[] md = mask.shape().dims();
                            double[] zero = {0};
                            int[] none = {};
                            double[] m = DoubleMath.broadcast((x, y) -> x, dims, chosen, md, zero, none);
                            double[] first = DoubleMath.broadcast(
                                    (x, y) -> x, dims, v[0], a.shape().dims(), zero, none);
                            double[] second = DoubleMath.broadcast(
                                    (x, y) -> x, dims, v[1], b.shape().dims(), zero, none);
                            for (int i = 0; i < m.length; i++) {
                                m[i] = m[i] != 0 ? first[i] : second[i];
                            }
                            return m;
                        })
                        .seed(seed)
                        .limit(8),
                a,
                b);
    }

    private static Tensor between(Inputs inputs, double low, double high, int... dims) {
        Tensor x = inputs.uniform(dims);
        for (int i = 0; i < x.size(); i++) {
            x.array()[x.offset() + i] = (float) inputs.between(low, high);
        }
        return x;
    }
}
