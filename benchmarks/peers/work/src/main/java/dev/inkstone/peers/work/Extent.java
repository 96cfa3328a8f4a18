package dev.inkstone.peers.work;

/** The size of one example: an image, or after {@link Stage.Flatten} a row of {@code channels}. */
public record Extent(int height, int width, int channels) {
    /** Values in the example. */
    public int size() {
        return height * width * channels;
    }

    /** Pixels in the output of a window with SAME padding. */
    public static int same(int size, int stride) {
        return (size + stride - 1) / stride;
    }

    /** All the padding that SAME puts around {@code size} pixels. */
    public static int samePadding(int size, int kernel, int stride) {
        return Math.max((same(size, stride) - 1) * stride + kernel - size, 0);
    }
}
