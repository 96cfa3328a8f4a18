package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.reference.DoubleActivation;
import dev.inkstone.ops.reference.DoubleMath;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Arithmetic with broadcasting, and activations; inputs keep away from corners and from division by nearly 0. */
@AddLifecycleHook(GradientTotals.class)
class ElementwiseGradientTest {
    /** An op of two tensors. */
    private interface Binary {
        Tensor apply(Tape tape, Tensor a, Tensor b);
    }

    @Property
    void add(@ForAll @Size(max = 4) List<@IntRange(min = 1, max = 5) Integer> dims, @ForAll long seed) {
        check(Add::add, (a, b) -> a + b, dims, seed);
    }

    @Property
    void subtract(@ForAll @Size(max = 4) List<@IntRange(min = 1, max = 5) Integer> dims, @ForAll long seed) {
        check(Subtract::subtract, (a, b) -> a - b, dims, seed);
    }

    @Property
    void multiply(@ForAll @Size(max = 4) List<@IntRange(min = 1, max = 5) Integer> dims, @ForAll long seed) {
        check(Multiply::multiply, (a, b) -> a * b, dims, seed);
    }

    @Property
    void divide(@ForAll @Size(max = 4) List<@IntRange(min = 1, max = 5) Integer> dims, @ForAll long seed) {
        check(Divide::divide, (a, b) -> a / b, dims, seed);
    }

    @Property
    void aTensorUsedTwice(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        Checked.gradients(
                GradientCheck.of((tape, v) -> Multiply.multiply(tape, Add.add(tape, v[0], v[0]), v[0]))
                        .against(v -> Arrays.stream(v[0]).map(x -> 2 * x * x).toArray())
                        .seed(seed)
                        .limit(8),
                new Inputs(seed).awayFromZero(0.1, size));
    }

    @Property
    void activations(@ForAll Activation activation, @ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
        Tensor x = scaled(new Inputs(seed), size);
        double[] at = Checked.doubles(x)[0];
        Assume.that(!DoubleActivation.nearCorner(activation, at) && !DoubleActivation.nearLevel(activation, at));
        Checked.gradients(
                GradientCheck.of((tape, v) -> activation.apply(tape, v[0]))
                        .against(v -> DoubleActivation.of(activation, v[0]))
                        .seed(seed)
                        .limit(20),
                x);
    }

    private static void check(Binary op, DoubleBinaryOperator f, List<Integer> dims, long seed) {
        Inputs inputs = new Inputs(seed);
        int[] all = dims.stream().mapToInt(Integer::intValue).toArray();
        int[] repeated = repeated(all, inputs);
        boolean swap = inputs.ints(1, 2)[0] == 1;
        int[] a = swap ? repeated : all;
        int[] b = swap ? all : repeated;
        Checked.gradients(
                GradientCheck.of((tape, v) -> op.apply(tape, v[0], v[1]))
                        .against(v -> DoubleMath.broadcast(f, all, v[0], a, v[1], b))
                        .seed(seed)
                        .limit(8),
                inputs.awayFromZero(0.5, a),
                inputs.awayFromZero(0.5, b));
    }

    /** {@code dims} with some leading axes gone and some others 1. */
    private static int[] repeated(int[] dims, Inputs inputs) {
        int[] shorter = Arrays.copyOfRange(dims, inputs.ints(1, dims.length + 1)[0], dims.length);
        int[] keep = inputs.ints(shorter.length, 2);
        for (int i = 0; i < shorter.length; i++) {
            shorter[i] = keep[i] == 1 ? shorter[i] : 1;
        }
        return shorter;
    }

    /**
     * Up to 3: beyond, sigmoid and tanh are so flat that their gradient, computed from the rounded output, is rounding only.
     * The conformance cases go further.
     */
    private static Tensor scaled(Inputs inputs, int size) {
        Tensor x = inputs.awayFromZero(1e-3, size);
        float scale = (float) inputs.between(0.1, 3);
        for (int i = 0; i < size; i++) {
            x.array()[x.offset() + i] *= scale;
        }
        return x;
    }
}
