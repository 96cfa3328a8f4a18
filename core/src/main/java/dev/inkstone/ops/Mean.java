package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/**
 * Means along axes: {@link Sum} divided by the number of elements.
 *
 * <p># Shapes: any; the axes go, or become 1 with {@code keepDims}.
 */
public final class Mean {
    private static final String OP = "mean";

    private Mean() {}

    /**
     * The mean along {@code axes}, which go; of all elements if there are none.
     *
     * @throws dev.inkstone.tensor.ShapeException if there is no such axis, one is named twice, or there are no elements
     */
    public static Tensor mean(Tape tape, Tensor x, int... axes) {
        return mean(tape, x, false, axes);
    }

    /** The same; with {@code keepDims} the axes stay, with size 1. */
    public static Tensor mean(Tape tape, Tensor x, boolean keepDims, int... axes) {
        String label = tape.label(OP);
        Axes along = Axes.of(label, x.shape(), axes);
        return Sum.apply(tape, OP, x, along, keepDims, along.count(label, 1));
    }
}
