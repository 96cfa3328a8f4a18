package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.ChannelLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.memory.BufferPool;
import java.util.Arrays;

/**
 * Layer normalization of {@code x}, {@code [rows, n]}: each row by its own statistics, in double precision. {@code gamma},
 * {@code beta} and their gradients have {@code n} elements, {@code mean} and {@code inverse} (one over the deviation) {@code
 * rows}.
 */
public final class RowNormalization {
    private final PointwiseLanes pointwise;
    private final ChannelLanes channels;
    private final Reduction reduction;

    RowNormalization(PointwiseLanes pointwise, ChannelLanes channels, Reduction reduction) {
        this.pointwise = pointwise;
        this.channels = channels;
        this.reduction = reduction;
    }

    /**
     * {@code inverse = 1 / √(variance + epsilon)} with the biased variance, and {@code y = (x − mean) · inverse · gamma +
     * beta}.
     */
    public void normalize(
            int rows,
            int n,
            float[] x,
            int xo,
            float epsilon,
            float[] gamma,
            int go,
            float[] beta,
            int bo,
            float[] mean,
            int mo,
            float[] inverse,
            int io,
            float[] y,
            int yo) {
        float[] p = BufferPool.shared().takeFloats(3 * n);
        Arrays.fill(p, 0, n, 0f);
        System.arraycopy(gamma, go, p, n, n);
        System.arraycopy(beta, bo, p, 2 * n, n);
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r++) {
                double centre = Doubles.sum(n, x, xo + r * n) / n;
                double variance = Doubles.squares(n, x, xo + r * n, centre) / n;
                mean[mo + r] = (float) centre;
                inverse[io + r] = (float) (1 / Math.sqrt(variance + epsilon));
                standardize(n, x, xo + r * n, mean[mo + r], inverse[io + r], y, yo + r * n);
                channels.normalize(1, n, y, yo + r * n, p, 0, n, y, yo + r * n);
            }
        });
        BufferPool.shared().give(p);
    }

    /**
     * Gradients, from what {@link #normalize} gave. With {@code h = (x − mean) · inverse} and {@code g = gy · gamma}: {@code
     * gx = inverse · (g − h · mean(g·h) − mean(g))}, {@code ggamma = Σ gy·h} and {@code gbeta = Σ gy} over the rows.
     */
    public void gradient(
            int rows,
            int n,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] inverse,
            int io,
            float[] gamma,
            int go,
            float[] gy,
            int gyo,
            float[] gx,
            int gxo,
            float[] ggamma,
            int ggo,
            float[] gbeta,
            int gbo) {
        float[] h = BufferPool.shared().takeFloats(rows * n);
        Split.items(rows, 4L * n, (from, to) -> {
            for (int r = from; r < to; r++) {
                int row = r * n;
                standardize(n, x, xo + row, mean[mo + r], inverse[io + r], h, row);
                pointwise.binary(Binary.MULTIPLY, n, gy, gyo + row, gamma, go, gx, gxo + row);
                inputGradient(n, h, row, inverse[io + r], gx, gxo + row);
                pointwise.binary(Binary.MULTIPLY, n, h, row, gy, gyo + row, h, row);
            }
        });
        reduction.sumAxis(1, rows, n, h, 0, ggamma, ggo);
        reduction.sumAxis(1, rows, n, gy, gyo, gbeta, gbo);
        BufferPool.shared().give(h);
    }

    private void standardize(int n, float[] x, int xo, float mean, float inverse, float[] y, int yo) {
        pointwise.binaryScalar(Binary.SUBTRACT, n, x, xo, mean, y, yo);
        pointwise.binaryScalar(Binary.MULTIPLY, n, y, yo, inverse, y, yo);
    }

    /** Turns the gradient {@code g} of the normalised row {@code h} into that of the input. */
    private void inputGradient(int n, float[] h, int ho, float inverse, float[] g, int go) {
        float mean = (float) (Doubles.sum(n, g, go) / n);
        float slope = (float) (Doubles.dot(n, g, go, h, ho) / n);
        pointwise.addScaled(n, -slope, h, ho, g, go);
        pointwise.binaryScalar(Binary.SUBTRACT, n, g, go, mean, g, go);
        pointwise.binaryScalar(Binary.MULTIPLY, n, g, go, inverse, g, go);
    }
}
