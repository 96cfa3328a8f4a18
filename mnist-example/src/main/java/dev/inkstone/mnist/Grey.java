package dev.inkstone.mnist;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A grey picture.
 *
 * @param width columns
 * @param height rows
 * @param values row by row
 */
record Grey(int width, int height, float[] values) {
    float at(int row, int column) {
        return values[row * width + column];
    }

    /**
     * The same with 0 for the background and 1 for the strongest ink, whichever of them is brighter: the border tells which
     * is the background. Null if the values differ by less than {@code leastContrast}.
     */
    @Nullable Grey ink(float leastContrast) {
        float darkest = Float.MAX_VALUE;
        float brightest = -Float.MAX_VALUE;
        for (float value : values) {
            darkest = Math.min(darkest, value);
            brightest = Math.max(brightest, value);
        }
        if (!(brightest - darkest >= leastContrast)) {
            return null;
        }
        float background = borderMedian();
        float ink = background - darkest > brightest - background ? darkest : brightest;
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(0f, (values[i] - background) / (ink - background));
        }
        return new Grey(width, height, result);
    }

    private float borderMedian() {
        float[] border = new float[2 * width + 2 * height];
        for (int column = 0; column < width; column++) {
            border[column] = at(0, column);
            border[width + column] = at(height - 1, column);
        }
        for (int row = 0; row < height; row++) {
            border[2 * width + row] = at(row, 0);
            border[2 * width + height + row] = at(row, width - 1);
        }
        Arrays.sort(border);
        return border[border.length / 2];
    }

    /** The smallest part that holds every value above {@code paper}. There is one. */
    Grey crop(float paper) {
        int top = height;
        int bottom = 0;
        int left = width;
        int right = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                if (at(row, column) > paper) {
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row + 1);
                    left = Math.min(left, column);
                    right = Math.max(right, column + 1);
                }
            }
        }
        Grey part = new Grey(right - left, bottom - top, new float[(right - left) * (bottom - top)]);
        for (int row = top; row < bottom; row++) {
            System.arraycopy(values, row * width + left, part.values, (row - top) * part.width, part.width);
        }
        return part;
    }

    /**
     * The same picture in another size: every new pixel is the mean of the area that it covers, so thin strokes do not
     * vanish. Where the picture grows, that is linear interpolation.
     */
    Grey resize(int newWidth, int newHeight) {
        int columns = Math.max(1, newWidth);
        int rows = Math.max(1, newHeight);
        float[] narrow = new float[columns * height];
        for (int row = 0; row < height; row++) {
            average(values, row * width, 1, width, narrow, row * columns, 1, columns);
        }
        float[] small = new float[columns * rows];
        for (int column = 0; column < columns; column++) {
            average(narrow, column, columns, height, small, column, columns, rows);
        }
        return new Grey(columns, rows, small);
    }

    /** One row or column: {@code n} values of {@code from}, every {@code step}, to {@code m} values of {@code to}. */
    private static void average(float[] from, int start, int step, int n, float[] to, int first, int stride, int m) {
        double scale = (double) n / m;
        double window = Math.max(scale, 1);
        for (int i = 0; i < m; i++) {
            double low = (i + 0.5) * scale - window / 2;
            double high = low + window;
            double sum = 0;
            for (int j = (int) Math.max(0, Math.floor(low)); j < n && j < high; j++) {
                sum += from[start + j * step] * (Math.min(high, j + 1) - Math.max(low, j));
            }
            to[first + i * stride] = (float) (sum / window);
        }
    }

    /** The same with its greatest value at 1, for averaging makes thin strokes faint. */
    Grey stretched() {
        float greatest = 0;
        for (float value : values) {
            greatest = Math.max(greatest, value);
        }
        float[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] /= greatest;
        }
        return new Grey(width, height, result);
    }
}
