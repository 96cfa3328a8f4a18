package dev.inkstone.layers;

import dev.inkstone.ops.Slice;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;

/**
 * An image without its border: {@code [height, width, channels]} to {@code [height - top - bottom, width - left - right,
 * channels]}, as Keras' {@code Cropping2D}. Convolutions behind it have less to do, so it pays where borders are empty.
 *
 * @param top rows to leave out above
 * @param bottom rows to leave out below
 * @param left columns to leave out on the left
 * @param right columns to leave out on the right
 */
public record Cropping2d(int top, int bottom, int left, int right) implements LayerSpec {
    private static final String OP = "cropping2d";

    /** @throws IllegalArgumentException if a number is below 0 */
    public Cropping2d {
        if (top < 0 || bottom < 0 || left < 0 || right < 0) {
            throw new IllegalArgumentException(OP + ": " + borders(top, bottom, left, right)
                    + ", expected 0 or more; padding of a convolution makes an image larger");
        }
    }

    @Override
    public String kind() {
        return "crop";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        String label = context.label(OP);
        if (input.rank() != 3) {
            throw new ShapeException(label + ": input " + input + " has rank " + input.rank()
                    + ", expected rank 3 [height, width, channels]; make images of it"
                    + " with reshape(height, width, channels)");
        }
        long height = input.dim(0) - (long) top - bottom;
        long width = input.dim(1) - (long) left - right;
        if (height < 1 || width < 1) {
            throw new ShapeException(label + ": " + borders(top, bottom, left, right) + " of input " + input
                    + ", expected that at least one row and one column stay; leave out less");
        }
        Shape output = Shape.of((int) height, (int) width, input.dim(2));
        int[] begin = {0, top, left, 0};
        int[] size = {-1, (int) height, (int) width, -1};
        return Layer.of(output, (x, tape) -> Slice.slice(tape, x, begin, size));
    }

    private static String borders(int top, int bottom, int left, int right) {
        return "top " + top + ", bottom " + bottom + ", left " + left + ", right " + right;
    }
}
