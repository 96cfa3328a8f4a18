package dev.inkstone.ops;

import dev.inkstone.tensor.ShapeException;

/** Where a window of one axis stands: how many outputs there are, and how much padding comes before the first pixel. */
record Window(int out, int before) {

    /**
     * The window rule of convolution and pooling for one axis.
     *
     * @param label how the message starts
     * @param axis {@code height} or {@code width}
     * @param explicitBefore the padding before, if {@code padding} is explicit
     * @param explicitAfter the padding after, if {@code padding} is explicit
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
        int span = Math.addExact(Math.multiplyExact(kernel - 1, dilation), 1);
        if (padding instanceof Padding.Same) {
            int out = (in + stride - 1) / stride;
            int total = Math.max((out - 1) * stride + span - in, 0);
            return new Window(out, total / 2);
        }
        int padded = in + explicitBefore + explicitAfter;
        if (padded < span) {
            throw new ShapeException(label + ": " + axis + " " + in + (padded > in ? " (" + padded + " padded)" : "")
                    + " is smaller than the window of " + span + ", expected at least " + span
                    + "; use a smaller window or padding SAME");
        }
        return new Window((padded - span) / stride + 1, explicitBefore);
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
