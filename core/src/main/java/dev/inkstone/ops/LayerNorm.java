package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016): {@code (x − mean) / √(variance + epsilon) · gamma + beta}, with mean and
 * (biased) variance along the given axes, for each index of the others; the same in training and in inference.
 *
 * <p># Shapes: any input; gamma and beta have the sizes of the axes, in ascending order; output as the input.
 */
public final class LayerNorm {
    private static final String OP = "layer_norm";

    private LayerNorm() {}

    /** @throws IllegalArgumentException if {@code epsilon} is not finite and above 0 */
    public static void checkEpsilon(String label, float epsilon) {
        if (!(epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(label + ": epsilon " + epsilon + ", expected a finite number above 0");
        }
    }

    /**
     * The shape of gamma and beta.
     *
     * @param label how a message starts
     * @param axes of {@code input}; the last one if there are none
     * @throws ShapeException if there is no such axis, one is named twice, or there are no elements along them
     */
    public static Shape parameterShape(String label, Shape input, int... axes) {
        Axes along = axes(label, input, axes);
        along.count(label, 1);
        return along.sizes();
    }

    private static Axes axes(String label, Shape input, int... axes) {
        return Axes.of(label, input, axes.length == 0 ? new int[] {-1} : axes);
    }

    /**
     * Normalises {@code x} along {@code axes}, or along the last one if none is given.
     *
     * @throws ShapeException if the shapes do not fit, or there is no such axis
     * @throws IllegalArgumentException if {@code epsilon} is not finite and above 0
     */
    public static Tensor layerNorm(Tape tape, Tensor x, Tensor gamma, Tensor beta, float epsilon, int... axes) {
        String label = tape.label(OP);
        checkEpsilon(label, epsilon);
        Axes along = axes(label, x.shape(), axes);
        Shape sizes = parameterShape(label, x.shape(), axes);
        String cure = "the sizes of the normalised axes of input " + x.shape();
        Checks.shape(label, "gamma", gamma.shape(), sizes, cure);
        Checks.shape(label, "beta", beta.shape(), sizes, cure);
        if (along.last()) {
            return rows(tape, x, gamma, beta, epsilon);
        }
        int[] order = along.order();
        Tensor y = rows(tape, Transpose.transpose(tape, x, order), gamma, beta, epsilon);
        return Transpose.transpose(tape, y, Transpose.inverse(order));
    }

    /** Where the normalised axes are the last ones. */
    private static Tensor rows(Tape tape, Tensor x, Tensor gamma, Tensor beta, float epsilon) {
        int n = gamma.size();
        int rows = x.size() / n;
        Tensor mean = tape.allocate(Shape.of(rows));
        Tensor inverse = tape.allocate(Shape.of(rows));
        Tensor y = tape.allocate(x.shape());
        Kernels.active()
                .rowNormalization()
                .normalize(
                        rows,
                        n,
                        x.array(),
                        x.offset(),
                        epsilon,
                        gamma.array(),
                        gamma.offset(),
                        beta.array(),
                        beta.offset(),
                        mean.array(),
                        mean.offset(),
                        inverse.array(),
                        inverse.offset(),
                        y.array(),
                        y.offset());
        return tape.record(
                OP,
                y,
                (gradient, pass) -> {
                    Tensor gx = tape.allocate(x.shape());
                    Tensor gGamma = tape.allocate(gamma.shape());
                    Tensor gBeta = tape.allocate(beta.shape());
                    Kernels.active()
                            .rowNormalization()
                            .gradient(
                                    rows,
                                    n,
                                    x.array(),
                                    x.offset(),
                                    mean.array(),
                                    mean.offset(),
                                    inverse.array(),
                                    inverse.offset(),
                                    gamma.array(),
                                    gamma.offset(),
                                    gradient.array(),
                                    gradient.offset(),
                                    gx.array(),
                                    gx.offset(),
                                    gGamma.array(),
                                    gGamma.offset(),
                                    gBeta.array(),
                                    gBeta.offset());
                    pass.pass(x, gx);
                    pass.pass(gamma, gGamma);
                    pass.pass(beta, gBeta);
                },
                x,
                gamma,
                beta);
    }
}
