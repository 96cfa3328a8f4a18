package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.PointwiseLanes;

/** Variances and Euclidean norms of rows of {@code n} elements. Sums are in double precision. */
public final class RowStatistics {
    private final PointwiseLanes pointwise;

    RowStatistics(PointwiseLanes pointwise) {
        this.pointwise = pointwise;
    }

    /** Per row the mean and {@code Σ (x − mean)² / (n − correction)}, in two passes. */
    public void variance(
            int rows, int n, int correction, float[] x, int xo, float[] mean, int mo, float[] variance, int vo) {
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r++) {
                double centre = Doubles.sum(n, x, xo + r * n) / n;
                mean[mo + r] = (float) centre;
                variance[vo + r] = (float) (Doubles.squares(n, x, xo + r * n, centre) / (n - correction));
            }
        });
    }

    /** {@code gx = (x − mean) · (2 · gy / (n − correction))} per row. */
    public void varianceGradient(
            int rows,
            int n,
            int correction,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] gy,
            int gyo,
            float[] gx,
            int gxo) {
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r++) {
                int row = r * n;
                float factor = (float) (2.0 * gy[gyo + r] / (n - correction));
                pointwise.binaryScalar(Binary.SUBTRACT, n, x, xo + row, mean[mo + r], gx, gxo + row);
                pointwise.binaryScalar(Binary.MULTIPLY, n, gx, gxo + row, factor, gx, gxo + row);
            }
        });
    }

    /** {@code y = √Σ x²} per row. */
    public void norm(int rows, int n, float[] x, int xo, float[] y, int yo) {
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r++) {
                y[yo + r] = (float) Math.sqrt(Doubles.dot(n, x, xo + r * n, x, xo + r * n));
            }
        });
    }

    /** {@code gx = x · (gy / y)} per row, 0 where the norm {@code y} is 0. */
    public void normGradient(
            int rows, int n, float[] x, int xo, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r++) {
                float factor = y[yo + r] == 0 ? 0 : gy[gyo + r] / y[yo + r];
                pointwise.binaryScalar(Binary.MULTIPLY, n, x, xo + r * n, factor, gx, gxo + r * n);
            }
        });
    }
}
