package dev.inkstone.ops;

import dev.inkstone.tensor.ShapeException;

/**
 * Where a window of one axis stands.
 *
 * @param out how many outputs there are
 * @param before how much padding comes before the first pixel
 * @param frame pixels, padding among them, from the start of the first window to the end of the last
 */
record Window(int out, int before, int frame) {
    /** As long as an array can be. */
    static final int LARGEST = Integer.MAX_VALUE - 8;

    /**
     * The window rule of convolution and pooling for one axis.
     *
     * @param label how the message starts
     * @param axis {@code height} or {@code width}
     * @param explicitBefore the padding before, if {@code padding} is explicit
     * @param explicitAfter the padding after, if {@code padding} is explicit
     * @throws ShapeException if the window does not fit into the padded axis, or this is longer than an array can be
     */
    static Window of(
            String label,
            String axis,
            int in,
            int kernel,
            int stride,
            int dilation,
            Padding padding,
            int explicitBefore,
            int explicitAfter) {
        long span = (kernel - 1L) * dilation + 1;
        if (padding instanceof Padding.Same) {
            long out = (in + (stride - 1L)) / stride;
            long total = Math.max((out - 1) * stride + span - in, 0);
            return new Window((int) out, (int) (total / 2), frame(label, axis, (out - 1) * stride + span));
        }
        long padded = (long) in + explicitBefore + explicitAfter;
        if (padded < span) {
            throw new ShapeException(label + ": " + axis + " " + in + (padded > in ? " (" + padded + " padded)" : "")
                    + " is smaller than the window of " + span + ", expected at least " + span
                    + "; use a smaller window or padding SAME");
        }
        frame(label, axis, padded);
        int out = (int) ((padded - span) / stride + 1);
        return new Window(out, explicitBefore, frame(label, axis, (out - 1L) * stride + span));
    }

    private static int frame(String label, String axis, long pixels) {
        if (pixels > LARGEST) {
            throw new ShapeException(label + ": " + axis + " with padding " + pixels + ", expected at most " + LARGEST
                    + "; use a smaller window, dilation or padding");
        }
        return (int) pixels;
    }

    /** Outputs, with the places around them, that the gradient of the input looks at. */
    long gradientFrame(int in, int kernel, int stride, int dilation) {
        return ((long) in + before) / stride + (kernel - 1L) * dilation / stride + 1;
    }

    static Window height(String label, int in, int kernel, int stride, int dilation, Padding padding) {
        int top = padding instanceof Padding.Explicit e ? e.top() : 0;
        int bottom = padding instanceof Padding.Explicit e ? e.bottom() : 0;
        return of(label, "height", in, kernel, stride, dilation, padding, top, bottom);
    }

    static Window width(String label, int in, int kernel, int stride, int dilation, Padding padding) {
        int left = padding instanceof Padding.Explicit e ? e.left() : 0;
        int right = padding instanceof Padding.Explicit e ? e.right() : 0;
        return of(label, "width", in, kernel, stride, dilation, padding, left, right);
    }
}
