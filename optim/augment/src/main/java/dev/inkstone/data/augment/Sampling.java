package dev.inkstone.data.augment;

import java.util.Arrays;

/**
 * Reads images between their pixels.
 *
 * @param height of the images
 * @param width of the images
 * @param channels of the images
 * @param border what lies outside
 * @param fill the value there if that is constant
 * @param interpolation between pixels
 */
record Sampling(int height, int width, int channels, Border border, float fill, Interpolation interpolation) {
    /** An image with one pixel more before it, and two after it, in both directions: no neighbour is outside of that. */
    float[] framed(float[] image) {
        int stride = stride();
        float[] frame = new float[(height + 3) * stride];
        for (int y = -1; y < height + 2; y++) {
            int row = (y + 1) * stride;
            int from = border.index(y, height);
            if (from < 0) {
                Arrays.fill(frame, row, row + stride, fill);
            } else {
                System.arraycopy(image, from * width * channels, frame, row + channels, width * channels);
                side(image, from, -1, frame, row);
                side(image, from, width, frame, row);
                side(image, from, width + 1, frame, row);
            }
        }
        return frame;
    }

    private void side(float[] image, int y, int x, float[] frame, int row) {
        int to = row + (x + 1) * channels;
        int from = border.index(x, width);
        for (int c = 0; c < channels; c++) {
            frame[to + c] = from < 0 ? fill : image[(y * width + from) * channels + c];
        }
    }

    private int stride() {
        return (width + 3) * channels;
    }

    /** The pixels of {@code frame} at {@code (xs[i], ys[i])}, written to {@code out[at …]}; changes the places. */
    void read(float[] frame, float[] xs, float[] ys, float[] out, int at) {
        for (int i = 0; i < xs.length; i++) {
            xs[i] = border.place(xs[i], width);
            ys[i] = border.place(ys[i], height);
        }
        if (interpolation == Interpolation.NEAREST) {
            nearest(frame, xs, ys, out, at);
        } else if (channels == 1) {
            grey(frame, xs, ys, out, at);
        } else {
            bilinear(frame, xs, ys, out, at);
        }
    }

    private void nearest(float[] frame, float[] xs, float[] ys, float[] out, int at) {
        for (int i = 0; i < xs.length; i++) {
            int x = (int) (xs[i] + 1.5f); // places are −1 or more
            int y = (int) (ys[i] + 1.5f);
            System.arraycopy(frame, (y * (width + 3) + x) * channels, out, at + i * channels, channels);
        }
    }

    private void grey(float[] frame, float[] xs, float[] ys, float[] out, int at) {
        int stride = stride();
        for (int i = 0; i < xs.length; i++) {
            float px = xs[i] + 1;
            float py = ys[i] + 1;
            int x = (int) px;
            int y = (int) py;
            int corner = y * stride + x;
            out[at + i] = mix(
                    frame[corner],
                    frame[corner + 1],
                    frame[corner + stride],
                    frame[corner + stride + 1],
                    px - x,
                    py - y);
        }
    }

    private void bilinear(float[] frame, float[] xs, float[] ys, float[] out, int at) {
        int stride = stride();
        for (int i = 0; i < xs.length; i++) {
            float px = xs[i] + 1;
            float py = ys[i] + 1;
            int x = (int) px;
            int y = (int) py;
            int corner = y * stride + x * channels;
            for (int c = corner; c < corner + channels; c++) {
                out[at + i * channels + c - corner] = mix(
                        frame[c], frame[c + channels], frame[c + stride], frame[c + stride + channels], px - x, py - y);
            }
        }
    }

    private static float mix(float a, float b, float c, float d, float right, float down) {
        float upper = a + right * (b - a);
        float lower = c + right * (d - c);
        return upper + down * (lower - upper);
    }
}
