package dev.inkstone.ops;

import dev.inkstone.kernels.Pool2dGeometry;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;

/**
 * The window of a 2-d pooling.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param strideHeight rows from one window to the next
 * @param strideWidth columns from one window to the next
 * @param padding what is around the image; padded places never count
 */
public record Pool2d(int height, int width, int strideHeight, int strideWidth, Padding padding) {
    /** @throws IllegalArgumentException if a size is below 1, or explicit padding is as large as the window */
    public Pool2d {
        Checks.positive("pool2d", "window height", height);
        Checks.positive("pool2d", "window width", width);
        Checks.positive("pool2d", "stride height", strideHeight);
        Checks.positive("pool2d", "stride width", strideWidth);
        if (padding instanceof Padding.Explicit e
                && (Math.max(e.top(), e.bottom()) >= height || Math.max(e.left(), e.right()) >= width)) {
            throw new IllegalArgumentException("pool2d: padding " + padding + " is as large as the window of " + height
                    + " × " + width + ", expected less; a window must hold at least one pixel");
        }
    }

    /** Square windows side by side, no padding. */
    public static Pool2d of(int size) {
        return new Pool2d(size, size, size, size, Padding.VALID);
    }

    /**
     * The shape of the output for one image {@code [height, width, channels]}.
     *
     * @param label how a message starts
     * @throws ShapeException if the window does not fit, or the image has no pixels
     */
    public Shape outputShape(String label, Shape image) {
        Pool2dGeometry g = geometry(label, 1, image);
        return Shape.of(g.outHeight(), g.outWidth(), g.channels());
    }

    Pool2dGeometry geometry(String label, int batch, Shape image) {
        Checks.image(label, image);
        if (image.dim(0) == 0 || image.dim(1) == 0) {
            throw new ShapeException(
                    label + ": input " + image + " has no pixels, expected [height, width, channels] with at"
                            + " least one; a window must hold at least one pixel");
        }
        Window rows = Window.height(label, image.dim(0), height, strideHeight, 1, padding);
        Window columns = Window.width(label, image.dim(1), width, strideWidth, 1, padding);
        return new Pool2dGeometry(
                batch,
                image.dim(0),
                image.dim(1),
                image.dim(2),
                height,
                width,
                strideHeight,
                strideWidth,
                rows.before(),
                columns.before(),
                rows.out(),
                columns.out());
    }
}
