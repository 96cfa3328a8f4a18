package dev.inkstone.data.augment;

import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Gemm;
import dev.inkstone.kernels.Kernels;
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
    private final float[] down;
    private final float[] across;

    Elastic(double alpha, double sigma, Shape image) {
        this.height = image.dim(0);
        this.width = image.dim(1);
        this.down = gaussian(1, sigma, height);
        this.across = gaussian(alpha, sigma, width);
    }

    /** What a line of pixels is multiplied by to be smoothed, {@code [size, size]}; the weights of a whole Gaussian are {@code sum}. */
    private static float[] gaussian(double sum, double sigma, int size) {
        double[] half = new double[(int) (TRUNCATE * sigma + 0.5) + 1];
        double total = 0;
        for (int i = 0; i < half.length; i++) {
            half[i] = StrictMath.exp(-0.5 * i * i / (sigma * sigma));
            total += i == 0 ? half[i] : 2 * half[i];
        }
        float[] weights = new float[Math.multiplyExact(size, size)];
        for (int i = 0; i < weights.length; i++) {
            int apart = Math.abs(i / size - i % size);
            weights[i] = apart < half.length ? (float) (sum * half[apart] / total) : 0;
        }
        return weights;
    }

    /** Displacements in pixels: in each row first those to the right, then those down, {@code [height, 2, width]}. */
    float[] displacements(RandomStream random) {
        float[] noise = new float[2 * height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                long bits = random.bits((long) y * width + x);
                noise[2 * y * width + x] = (bits >> 40) * 0x1p-23f;
                noise[(2 * y + 1) * width + x] = (bits << 24 >> 40) * 0x1p-23f;
            }
        }
        float[] smooth = new float[noise.length];
        Gemm gemm = Kernels.forData().gemm();
        gemm.multiply(height, 2 * width, height, down, 0, noise, 0, Epilogue.NONE, smooth, 0);
        gemm.multiply(2 * height, width, width, smooth, 0, across, 0, Epilogue.NONE, noise, 0);
        return noise;
    }
}
