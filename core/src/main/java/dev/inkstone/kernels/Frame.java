package dev.inkstone.kernels;

import java.util.Arrays;

/**
 * An image {@code [height, width, channels]} within a frame of zeros, as the windows of a convolution see it: {@code top}
 * rows above, {@code left} pixels before, {@code frameHeight} rows of {@code frameWidth} pixels in all. Where the image
 * reaches further than the frame, the rest of it is not seen.
 */
record Frame(int height, int width, int channels, int top, int left, int frameHeight, int frameWidth) {
    /** Whether windows can be read in the image itself. */
    boolean inPlace() {
        return top == 0 && left == 0 && frameHeight <= height && frameWidth <= width;
    }

    /** Floats from one row that windows read to the next. */
    int pitch() {
        return (inPlace() ? width : frameWidth) * channels;
    }

    /** Floats of one image. */
    int imageSize() {
        return height * width * channels;
    }

    /** Writes frame rows {@code from … to} of the image at {@code x[xo]} to {@code out}, from its start on. */
    void copyRows(float[] x, int xo, int from, int to, float[] out) {
        int before = Math.min(left, frameWidth) * channels; // long strides may leave a frame of padding only
        int inside = Math.max(0, Math.min(width, frameWidth - left)) * channels;
        int o = 0;
        for (int row = from; row < to; row++, o += pitch()) {
            int h = row - top;
            if (h < 0 || h >= height) {
                Arrays.fill(out, o, o + pitch(), 0f);
                continue;
            }
            Arrays.fill(out, o, o + before, 0f);
            System.arraycopy(x, xo + h * width * channels, out, o + before, inside);
            Arrays.fill(out, o + before + inside, o + pitch(), 0f);
        }
    }
}
