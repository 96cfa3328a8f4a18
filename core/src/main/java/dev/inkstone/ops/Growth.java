package dev.inkstone.ops;

import dev.inkstone.tensor.ShapeException;

/**
 * One axis of the output of a transposed convolution.
 *
 * @param size pixels
 * @param crop pixels cut off in front of them
 * @param window where the window of the convolution back to the input stands
 */
record Growth(int size, int crop, Window window) {
    static Growth of(
            String label,
            String axis,
            int in,
            int kernel,
            int stride,
            int dilation,
            boolean same,
            int before,
            int after,
            int extra) {
        if (in < 1) {
            throw new ShapeException(label + ": " + axis + " " + in + ", expected at least 1; an image without"
                    + " pixels has nothing to grow from");
        }
        checkOutputPadding(label, axis, stride, same, extra);
        long span = (kernel - 1L) * dilation + 1;
        long whole = (in - 1L) * stride + span;
        long crop = same ? Math.max(span - stride, 0) / 2 : before;
        long size = same ? (long) in * stride : whole + extra - before - after;
        if (size < 1) {
            throw new ShapeException(label + ": " + axis + " of the output " + (whole + extra) + ", cropped by "
                    + before + " and " + after + ", expected at least one pixel to be left; use a smaller padding");
        }
        if (Math.max(Math.max(whole, size), size + crop) > Window.LARGEST) {
            throw new ShapeException(label + ": " + axis + " of the output " + Math.max(whole, size)
                    + ", expected at most " + Window.LARGEST + "; use a smaller kernel, stride or dilation");
        }
        return new Growth((int) size, (int) crop, new Window(in, (int) crop, (int) whole));
    }

    private static void checkOutputPadding(String label, String axis, int stride, boolean same, int extra) {
        if (extra >= stride && !same) {
            throw new ShapeException(label + ": output padding " + extra + " of the " + axis + " with stride "
                    + stride + ", expected less than the stride; it tells apart the sizes that a convolution with"
                    + " this stride maps to one");
        }
        if (extra > 0 && same) {
            throw new ShapeException(label + ": output padding " + extra + " of the " + axis
                    + " with padding SAME, expected 0; SAME makes the output stride times as large, use VALID or"
                    + " explicit padding for another size");
        }
    }
}
