package dev.inkstone.data.augment;

import dev.inkstone.tensor.Shape;
import java.util.Arrays;

/**
 * Copies a part of an image, which may reach beyond it.
 *
 * @param image the shape of the image
 * @param part the shape of the part
 * @param border what lies outside of the image
 * @param fill the value there, if that is constant
 */
record Window(Shape image, Shape part, Border border, float fill) {
    /** The part that begins at row {@code top} and column {@code left}. */
    float[] of(float[] values, int top, int left) {
        float[] copy = new float[part.size()];
        int width = part.dim(1);
        int channels = part.dim(2);
        for (int y = 0; y < part.dim(0); y++) {
            int from = border.index(top + y, image.dim(0));
            int to = y * width * channels;
            if (from < 0) {
                Arrays.fill(copy, to, to + width * channels, fill);
            } else {
                row(values, from * image.dim(1), left, copy, to);
            }
        }
        return copy;
    }

    private void row(float[] values, int start, int left, float[] copy, int at) {
        int channels = part.dim(2);
        int first = Math.min(part.dim(1), Math.max(0, -left)); // columns of the part that lie within the image
        int end = Math.max(first, Math.min(part.dim(1), image.dim(1) - left));
        if (end > first) {
            System.arraycopy(
                    values, (start + left + first) * channels, copy, at + first * channels, (end - first) * channels);
        }
        for (int x = 0; x < first; x++) {
            outside(values, start, border.index(left + x, image.dim(1)), copy, at + x * channels);
        }
        for (int x = end; x < part.dim(1); x++) {
            outside(values, start, border.index(left + x, image.dim(1)), copy, at + x * channels);
        }
    }

    private void outside(float[] values, int start, int column, float[] copy, int at) {
        for (int c = 0; c < part.dim(2); c++) {
            copy[at + c] = column < 0 ? fill : values[(start + column) * part.dim(2) + c];
        }
    }
}
