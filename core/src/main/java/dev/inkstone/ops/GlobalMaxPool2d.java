package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/**
 * The largest value of each channel over the whole image. The first of equal ones, in row-major order, receives the whole
 * gradient.
 *
 * <p># Shapes: {@code [batch, height, width, channels]} to {@code [batch, channels]}, or {@code [batch, 1, 1, channels]} with
 * {@code keepDims}.
 */
public final class GlobalMaxPool2d {
    private static final String OP = "global_max_pool2d";

    private GlobalMaxPool2d() {}

    /**
     * The maximum of each channel.
     *
     * @throws dev.inkstone.tensor.ShapeException if the input is no image batch, or the images have no pixels
     */
    public static Tensor globalMaxPool2d(Tape tape, Tensor input, boolean keepDims) {
        String label = tape.label(OP);
        Checks.images(label, input.shape());
        return Max.apply(tape, OP, input, Axes.of(label, input.shape(), 1, 2), keepDims, false);
    }

    /**
     * The shape of the output for one image.
     *
     * @param label how a message starts
     * @param image {@code [height, width, channels]}
     * @throws dev.inkstone.tensor.ShapeException if it is no image, or has no pixels
     */
    public static Shape outputShape(String label, Shape image, boolean keepDims) {
        return GlobalAveragePool2d.outputShape(label, image, keepDims);
    }
}
