package dev.inkstone.kernels;

import java.util.Arrays;

/**
 * An image {@code [height, width, channels]} within a frame of zeros, as the windows of a convolution see it: {@code top}
 * rows above, {@code left} pixels before, {@code frameHeight} rows of {@code frameWidth} pixels in all. Where the image
 * reaches further than the frame, the rest of it is not seen.
 *
 * @param repeat how often each channel stands in the frame, one beside the other
 * @param planes how many channels of the image belong together: the first of all of them stand first in a pixel of the frame,
 *     the second of them next
 */
record Frame(
        int height,
        int width,
        int channels,
        int top,
        int left,
        int frameHeight,
        int frameWidth,
        int repeat,
        int planes) {
    /** Whether windows can be read in the image itself. */
    boolean inPlace() {
        return top == 0 && left == 0 && frameHeight <= height && frameWidth <= width && repeat == 1 && planes == 1;
    }

    /** Floats from one pixel that windows read to the next. */
    int pixel() {
        return channels * repeat;
    }

    /** Floats from one row that windows read to the next. */
    int pitch() {
        return (inPlace() ? width : frameWidth) * pixel();
    }

    /** Floats of one image. */
    int imageSize() {
        return height * width * channels;
    }

    /** Where windows read the image at {@code x[xo]} in {@code out}: that is {@code x} itself, or gets a copy. */
    int place(float[] x, int xo, float[] out) {
        if (inPlace()) {
            return xo;
        }
        copyRows(x, xo, 0, frameHeight, out);
        return 0;
    }

    /** Writes frame rows {@code from … to} of the image at {@code x[xo]} to {@code out}, from its start on. */
    void copyRows(float[] x, int xo, int from, int to, float[] out) {
        int before = Math.min(left, frameWidth) * pixel(); // long strides may leave a frame of padding only
        int inside = Math.max(0, Math.min(width, frameWidth - left));
        int o = 0;
        for (int row = from; row < to; row++, o += pitch()) {
            int h = row - top;
            if (h < 0 || h >= height) {
                Arrays.fill(out, o, o + pitch(), 0f);
                continue;
            }
            Arrays.fill(out, o, o + before, 0f);
            copyPixels(x, xo + h * width * channels, inside, out, o + before);
            Arrays.fill(out, o + before + inside * pixel(), o + pitch(), 0f);
        }
    }

    private void copyPixels(float[] x, int xo, int pixels, float[] out, int o) {
        int n = pixels * channels;
        if (repeat > 1) {
            for (int i = 0; i < n; i++) {
                Arrays.fill(out, o + i * repeat, o + (i + 1) * repeat, x[xo + i]);
            }
        } else if (planes > 1) {
            int plane = channels / planes;
            for (int i = 0; i < n; i++) {
                int channel = i % channels;
                out[o + i - channel + channel % planes * plane + channel / planes] = x[xo + i];
            }
        } else {
            System.arraycopy(x, xo, out, o, n);
        }
    }
}
