package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.FlatLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.memory.BufferPool;

/** Logarithms of softmax over rows of {@code n} logits. Sums are in double precision. */
public final class LogSoftmaxRows {
    /** Elements of the rows whose exponentials are taken together, so that short ones fill the vectors. */
    private static final int BLOCK = 2048;

    private final PointwiseLanes pointwise;
    private final FlatLanes flat;

    LogSoftmaxRows(PointwiseLanes pointwise, FlatLanes flat) {
        this.pointwise = pointwise;
        this.flat = flat;
    }

    /**
     * {@code y[r][j] = (x[r][j] − max x[r]) − log Σ exp(x[r] − max x[r])}; {@code y} may be {@code x}. A row with NaN or positive
     * infinity, or with nothing but negative infinity, gives NaN; beside a finite logit negative infinity stays.
     */
    public void logSoftmax(int rows, int n, float[] x, int xo, float[] y, int yo) {
        int block = Math.max(1, BLOCK / n);
        Split.items(rows, n, (from, to) -> {
            float[] e = BufferPool.shared().takeFloats(block * n);
            for (int first = from; first < to; first += block) {
                int count = Math.min(block, to - first);
                for (int r = first; r < first + count; r++) {
                    float max = flat.max(n, x, xo + r * n);
                    pointwise.binaryScalar(Binary.SUBTRACT, n, x, xo + r * n, max, y, yo + r * n);
                }
                pointwise.unary(Unary.EXP, count * n, y, yo + first * n, e, 0);
                for (int r = 0; r < count; r++) {
                    int row = yo + (first + r) * n;
                    float log = (float) StrictMath.log(Doubles.sum(n, e, r * n));
                    pointwise.binaryScalar(Binary.SUBTRACT, n, y, row, log, y, row);
                }
            }
            BufferPool.shared().give(e);
        });
    }

    /** {@code gx = gy − exp(y) · Σ gy} per row. */
    public void gradient(int rows, int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        Split.items(rows, n, (from, to) -> {
            float[] e = BufferPool.shared().takeFloats(n);
            for (int r = from; r < to; r++) {
                int row = r * n;
                float sum = (float) Doubles.sum(n, gy, gyo + row);
                pointwise.unary(Unary.EXP, n, y, yo + row, e, 0);
                System.arraycopy(gy, gyo + row, gx, gxo + row, n);
                pointwise.addScaled(n, -sum, e, 0, gx, gxo + row);
            }
            BufferPool.shared().give(e);
        });
    }
}
