package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.ops.reference.DoubleActivation;
import dev.inkstone.ops.reference.DoubleMath;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Ops by the names that users call, where other tests come in by another door: activations through {@link Activation}, splits by
 * sizes, the log-softmax by axis. Inputs keep 0.01 away from the corner at 0.
 */
@AddLifecycleHook(GradientTotals.class)
class ActivationOpGradientTest {
    @Property
    void relu(@ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
        check((tape, v) -> Relu.relu(tape, v[0]), Activation.RELU, size, seed);
    }

    @Property
    void selu(@ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
        check((tape, v) -> Selu.selu(tape, v[0]), Activation.SELU, size, seed);
    }

    @Property
    void sigmoid(@ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
        check((tape, v) -> Sigmoid.sigmoid(tape, v[0]), Activation.SIGMOID, size, seed);
    }

    @Property
    void tanh(@ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
        check((tape, v) -> Tanh.tanh(tape, v[0]), Activation.TANH, size, seed);
    }

    /** As in the softmax by axis: different logits, so that no probability is that of all others. */
    @Property
    void logSoftmaxOfRows(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 2, max = 40) int classes,
            @ForAll long seed) {
        Checked.gradients(
                GradientCheck.of((tape, v) -> LogSoftmax.logSoftmax(tape, v[0]))
                        .against(v -> Arrays.stream(DoubleMath.softmax(classes, v[0]))
                                .map(Math::log)
                                .toArray())
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).awayFromZero(1, rows, classes));
    }

    /** Equal parts of the columns, put together in reverse order. */
    @Property
    void splitEvenly(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 4) int parts,
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll long seed) {
        int columns = parts * width;
        Checked.gradients(
                GradientCheck.of((tape, v) -> {
                            List<Tensor> split = Split.splitEvenly(tape, v[0], -1, parts);
                            Tensor[] reversed = new Tensor[parts];
                            Arrays.setAll(reversed, i -> split.get(parts - 1 - i));
                            return Concat.concat(tape, 1, reversed);
                        })
                        .against(v -> {
                            double[] y = new double[rows * columns];
                            for (int i = 0; i < y.length; i++) {
                                int column = i % columns;
                                int from = (parts - 1 - column / width) * width + column % width;
                                y[i] = v[0][i / columns * columns + from];
                            }
                            return y;
                        })
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).uniform(rows, columns));
    }

    private static void check(GradientCheck.Op op, Activation reference, int size, long seed) {
        Checked.gradients(
                GradientCheck.of(op)
                        .against(v -> DoubleActivation.of(reference, v[0]))
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).awayFromZero(0.01, size));
    }
}
