package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/**
 * The mean of each channel over the whole image.
 *
 * <p># Shapes: {@code [batch, height, width, channels]} to {@code [batch, channels]}, or {@code [batch, 1, 1, channels]} with
 * {@code keepDims}.
 */
public final class GlobalAveragePool2d {
    private static final String OP = "global_average_pool2d";

    private GlobalAveragePool2d() {}

    /**
     * The mean of each channel.
     *
     * @throws dev.inkstone.tensor.ShapeException if the input is no image batch, or the images have no pixels
     */
    public static Tensor globalAveragePool2d(Tape tape, Tensor input, boolean keepDims) {
        String label = tape.label(OP);
        Checks.images(label, input.shape());
        Axes image = Axes.of(label, input.shape(), 1, 2);
        return Sum.apply(tape, OP, input, image, keepDims, image.count(label, 1));
    }

    /**
     * The shape of the output for one image.
     *
     * @param label how a message starts
     * @param image {@code [height, width, channels]}
     * @throws dev.inkstone.tensor.ShapeException if it is no image, or has no pixels
     */
    public static Shape outputShape(String label, Shape image, boolean keepDims) {
        Checks.image(label, image);
        Axes pixels = Axes.of(label, image, 0, 1);
        pixels.count(label, 1);
        return pixels.output(keepDims);
    }
}
