package dev.inkstone.data.augment;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;

/**
 * Random displacements that are alike in neighbouring pixels (Simard, Steinkraus, Platt: Best Practices for Convolutional Neural
 * Networks, 2003): uniform numbers from −1 to 1, smoothed by a Gaussian, times alpha. Outside of the image there are none.
 */
final class Elastic {
    /** Deviations from the middle at which the Gaussian ends; as in SciPy. */
    private static final double TRUNCATE = 4;

    private final int height;
    private final int width;
    private final float[] across;
    private final float[] down;

    Elastic(double alpha, double sigma, Shape image) {
        this.height = image.dim(0);
        this.width = image.dim(1);
        this.across = gaussian(alpha, sigma);
        this.down = gaussian(1, sigma);
    }

    /** One half of a Gaussian, from its middle outwards, of which both halves have the sum {@code sum}. */
    private static float[] gaussian(double sum, double sigma) {
        double[] weights = new double[(int) (TRUNCATE * sigma + 0.5) + 1];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(-0.5 * i * i / (sigma * sigma));
            total += i == 0 ? weights[i] : 2 * weights[i];
        }
        float[] scaled = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            scaled[i] = (float) (sum * weights[i] / total);
        }
        return scaled;
    }

    /** Displacements in pixels: row after row, first to the right and then down, {@code [height, 2, width]}. */
    float[] displacements(RandomStream random) {
        float[] noise = new float[2 * height * width]; // [width, 2, height]
        for (int i = 0; i < height * width; i++) {
            long bits = random.bits(i);
            int at = i / height * 2 * height + i % height;
            noise[at] = (bits >> 40) * 0x1p-23f;
            noise[at + height] = (bits << 24 >> 40) * 0x1p-23f;
        }
        float[] smooth = smoothed(noise, across, width, 2 * height);
        float[] turned = noise;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[2 * y * width + x] = smooth[2 * x * height + y];
                turned[(2 * y + 1) * width + x] = smooth[(2 * x + 1) * height + y];
            }
        }
        return smoothed(turned, down, height, 2 * width);
    }

    /** Smooths {@code [rows, columns]} over its rows. */
    private static float[] smoothed(float[] values, float[] gaussian, int rows, int columns) {
        float[] smooth = new float[rows * columns];
        for (int to = 0; to < rows; to++) {
            int first = Math.max(0, to - gaussian.length + 1);
            int end = Math.min(rows, to + gaussian.length);
            for (int from = first; from < end; from++) {
                add(smooth, to * columns, gaussian[Math.abs(from - to)], values, from * columns, columns);
            }
        }
        return smooth;
    }

    private static void add(float[] sum, int at, float factor, float[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            sum[at + i] += factor * values[from + i];
        }
    }
}
