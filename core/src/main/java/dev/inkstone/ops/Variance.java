package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/**
 * Variances along axes: {@code Σ (x − mean)² / (n − correction)}, in two passes and double precision. Correction 0, the default,
 * gives the biased variance as in NumPy and Keras, 1 the unbiased one as in PyTorch's default.
 *
 * <p># Shapes: any; the axes go, or become 1 with {@code keepDims}.
 */
public final class Variance {
    private static final String OP = "variance";

    private Variance() {}

    /**
     * The biased variance along {@code axes}, which go; of all elements if there are none.
     *
     * @throws dev.inkstone.tensor.ShapeException if there is no such axis, one is named twice, or there are no elements
     */
    public static Tensor variance(Tape tape, Tensor x, int... axes) {
        return variance(tape, x, 0, false, axes);
    }

    /**
     * The variance with a divisor of n − {@code correction}; with {@code keepDims} the axes stay, with size 1.
     *
     * @throws IllegalArgumentException if {@code correction} is negative
     * @throws dev.inkstone.tensor.ShapeException if there is no such axis, one is named twice, or not more than {@code
     *     correction} elements meet
     */
    public static Tensor variance(Tape tape, Tensor x, int correction, boolean keepDims, int... axes) {
        String label = tape.label(OP);
        if (correction < 0) {
            throw new IllegalArgumentException(label + ": correction " + correction + ", expected 0 or more");
        }
        Axes along = Axes.of(label, x.shape(), axes);
        along.count(label, correction + 1);
        Axes.Layout layout = along.rows();
        Tensor rows = along.arranged(tape, layout, x);
        Tensor y = tape.allocate(along.output(keepDims));
        Tensor mean = tape.allocate(Shape.of(layout.outer()));
        Kernels.active()
                .rowStatistics()
                .variance(
                        layout.outer(),
                        layout.reduce(),
                        correction,
                        rows.array(),
                        rows.offset(),
                        mean.array(),
                        mean.offset(),
                        y.array(),
                        y.offset());
        return tape.record(
                OP,
                y,
                (gradient, pass) -> pass.into(x, target -> {
                    Tensor back = along.scratch(tape, layout, target);
                    Kernels.active()
                            .rowStatistics()
                            .varianceGradient(
                                    layout.outer(),
                                    layout.reduce(),
                                    correction,
                                    rows.array(),
                                    rows.offset(),
                                    mean.array(),
                                    mean.offset(),
                                    gradient.array(),
                                    gradient.offset(),
                                    back.array(),
                                    back.offset());
                    along.restore(back, target);
                }),
                x);
    }
}
