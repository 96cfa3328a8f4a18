package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Tensor;

/**
 * Euclidean norms along axes: {@code √Σ x²}, summed in double precision, so that nothing overflows or vanishes on the way. The
 * gradient of a norm of 0 is 0.
 *
 * <p># Shapes: any; the axes go, or become 1 with {@code keepDims}.
 */
public final class Norm {
    private static final String OP = "norm";

    private Norm() {}

    /**
     * The norm along {@code axes}, which go; of all elements if there are none.
     *
     * @throws dev.inkstone.tensor.ShapeException if there is no such axis, or one is named twice
     */
    public static Tensor norm(Tape tape, Tensor x, int... axes) {
        return norm(tape, x, false, axes);
    }

    /** The same; with {@code keepDims} the axes stay, with size 1. */
    public static Tensor norm(Tape tape, Tensor x, boolean keepDims, int... axes) {
        Axes along = Axes.of(tape.label(OP), x.shape(), axes);
        Axes.Layout layout = along.rows();
        Tensor rows = along.arranged(tape, layout, x);
        Tensor y = tape.allocate(along.output(keepDims));
        Kernels.active()
                .rowStatistics()
                .norm(layout.outer(), layout.reduce(), rows.array(), rows.offset(), y.array(), y.offset());
        return tape.record(
                OP,
                y,
                (gradient, pass) -> pass.into(x, target -> {
                    Tensor back = along.scratch(tape, layout, target);
                    Kernels.active()
                            .rowStatistics()
                            .normGradient(
                                    layout.outer(),
                                    layout.reduce(),
                                    rows.array(),
                                    rows.offset(),
                                    y.array(),
                                    y.offset(),
                                    gradient.array(),
                                    gradient.offset(),
                                    back.array(),
                                    back.offset());
                    along.restore(back, target);
                }),
                x);
    }
}
