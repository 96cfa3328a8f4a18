package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/**
 * The smallest values along axes. The first of equal ones, in row-major order, receives the whole gradient; NaN wins over
 * numbers.
 *
 * <p># Shapes: any; the axes go, or become 1 with {@code keepDims}.
 */
public final class Min {
    private Min() {}

    /**
     * The minimum along {@code axes}, which go; of all elements if there are none.
     *
     * @throws dev.inkstone.tensor.ShapeException if there is no such axis, one is named twice, or there are no elements
     */
    public static Tensor min(Tape tape, Tensor x, int... axes) {
        return min(tape, x, false, axes);
    }

    /** The same; with {@code keepDims} the axes stay, with size 1. */
    public static Tensor min(Tape tape, Tensor x, boolean keepDims, int... axes) {
        return Max.apply(tape, "min", x, Axes.of(tape.label("min"), x.shape(), axes), keepDims, true);
    }
}
