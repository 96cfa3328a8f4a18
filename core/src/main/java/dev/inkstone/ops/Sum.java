package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.Tensor;

/**
 * Sums along axes. The order of additions is fixed: chunks of a fixed size, combined by a tree.
 *
 * <p># Shapes: any; the axes go, or become 1 with {@code keepDims}.
 */
public final class Sum {
    private Sum() {}

    /**
     * The sum along {@code axes}, which go; of all elements if there are none.
     *
     * @throws dev.inkstone.tensor.ShapeException if there is no such axis, or one is named twice
     */
    public static Tensor sum(Tape tape, Tensor x, int... axes) {
        return sum(tape, x, false, axes);
    }

    /** The same; with {@code keepDims} the axes stay, with size 1. */
    public static Tensor sum(Tape tape, Tensor x, boolean keepDims, int... axes) {
        return apply(tape, "sum", x, Axes.of(tape.label("sum"), x.shape(), axes), keepDims, 1);
    }

    /** The sum divided by {@code divisor}. */
    static Tensor apply(Tape tape, String op, Tensor x, Axes axes, boolean keepDims, int divisor) {
        Axes.Layout layout = axes.layout();
        Tensor arranged = axes.arranged(tape, layout, x);
        Tensor y = tape.allocate(axes.output(keepDims));
        Kernels.active()
                .reduction()
                .sumAxis(
                        layout.outer(),
                        layout.reduce(),
                        layout.inner(),
                        arranged.array(),
                        arranged.offset(),
                        y.array(),
                        y.offset());
        divide(y, divisor, y);
        return tape.record(
                op,
                y,
                (gradient, pass) -> pass.into(x, target -> {
                    Tensor share = divisor == 1 ? gradient : tape.allocate(gradient.shape());
                    divide(gradient, divisor, share);
                    axes.spread(share, target);
                }),
                x);
    }

    private static void divide(Tensor x, int divisor, Tensor y) {
        if (divisor != 1) {
            Kernels.active()
                    .pointwise()
                    .binaryScalar(Binary.DIVIDE, x.size(), x.array(), x.offset(), divisor, y.array(), y.offset());
        }
    }
}
