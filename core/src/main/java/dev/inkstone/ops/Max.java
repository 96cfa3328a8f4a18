package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;

/**
 * The largest values along axes. The first of equal ones, in row-major order, receives the whole gradient; NaN wins over numbers.
 *
 * <p># Shapes: any; the axes go, or become 1 with {@code keepDims}.
 */
public final class Max {
    private Max() {}

    /**
     * The maximum along {@code axes}, which go; of all elements if there are none.
     *
     * @throws dev.inkstone.tensor.ShapeException if there is no such axis, one is named twice, or there are no elements
     */
    public static Tensor max(Tape tape, Tensor x, int... axes) {
        return max(tape, x, false, axes);
    }

    /** The same; with {@code keepDims} the axes stay, with size 1. */
    public static Tensor max(Tape tape, Tensor x, boolean keepDims, int... axes) {
        return apply(tape, "max", x, Axes.of(tape.label("max"), x.shape(), axes), keepDims, false);
    }

    /** The maximum, or the minimum as the negative of the maximum of the negative. */
    static Tensor apply(Tape tape, String op, Tensor x, Axes axes, boolean keepDims, boolean negative) {
        axes.count(tape.label(op), 1);
        Axes.Layout layout = axes.layout();
        Tensor arranged = axes.arranged(tape, layout, negative ? negated(tape, x) : x);
        Tensor y = tape.allocate(axes.output(keepDims));
        IntTensor winners = tape.allocateInts(y.shape());
        Kernels.active()
                .extremes()
                .max(
                        layout.outer(),
                        layout.reduce(),
                        layout.inner(),
                        arranged.array(),
                        arranged.offset(),
                        y.array(),
                        y.offset(),
                        winners.array());
        if (negative) {
            negate(y, y);
        }
        return tape.record(
                op,
                y,
                (gradient, pass) -> pass.into(x, target -> {
                    Tensor back = axes.scratch(tape, layout, target);
                    Kernels.active()
                            .extremes()
                            .maxGradient(
                                    layout.outer(),
                                    layout.reduce(),
                                    layout.inner(),
                                    gradient.array(),
                                    gradient.offset(),
                                    winners.array(),
                                    back.array(),
                                    back.offset());
                    axes.restore(back, target);
                }),
                x);
    }

    private static Tensor negated(Tape tape, Tensor x) {
        Tensor y = tape.allocate(x.shape());
        negate(x, y);
        return y;
    }

    private static void negate(Tensor x, Tensor y) {
        Kernels.active()
                .pointwise()
                .binaryScalar(Binary.MULTIPLY, x.size(), x.array(), x.offset(), -1f, y.array(), y.offset());
    }
}
