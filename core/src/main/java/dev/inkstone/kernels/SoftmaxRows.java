package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.FlatLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;

/** Softmax and its cross-entropy over rows of {@code n} logits. Sums are in double precision. */
public final class SoftmaxRows {
    private final PointwiseLanes pointwise;
    private final FlatLanes flat;

    SoftmaxRows(PointwiseLanes pointwise, FlatLanes flat) {
        this.pointwise = pointwise;
        this.flat = flat;
    }

    /**
     * {@code y[r][j] = exp(x[r][j]) / Σ exp(x[r])}, with the largest logit taken off first; {@code y} may be {@code x}. A row
     * with NaN or positive infinity, or with nothing but negative infinity, gives NaN; beside a finite logit negative infinity
     * gives 0.
     */
    public void softmax(int rows, int n, float[] x, int xo, float[] y, int yo) {
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r += block(n)) {
                int count = Math.min(block(n), to - r);
                exponentials(count, n, x, xo + r * n, y, yo + r * n);
                for (int row = yo + r * n; row < yo + (r + count) * n; row += n) {
                    pointwise.binaryScalar(Binary.DIVIDE, n, y, row, (float) Doubles.sum(n, y, row), y, row);
                }
            }
        });
    }

    /** Rows that are done together, so that short ones fill the vectors and their values stay in the cache. */
    static int block(int n) {
        return Math.max(1, 2048 / n);
    }

    /** {@code y = exp(x − the largest x of the row)}. */
    void exponentials(int rows, int n, float[] x, int xo, float[] y, int yo) {
        for (int r = 0; r < rows; r++) {
            float max = flat.max(n, x, xo + r * n);
            pointwise.binaryScalar(Binary.SUBTRACT, n, x, xo + r * n, max, y, yo + r * n);
        }
        pointwise.unary(Unary.EXP, rows * n, y, yo, y, yo);
    }

    /** {@code gx = y · (gy − Σ y·gy)} per row; {@code gx} may be {@code gy}. */
    public void softmaxGradient(int rows, int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r++) {
                int row = r * n;
                float dot = (float) Doubles.dot(n, y, yo + row, gy, gyo + row);
                pointwise.binaryScalar(Binary.SUBTRACT, n, gy, gyo + row, dot, gx, gxo + row);
                pointwise.binary(Binary.MULTIPLY, n, gx, gxo + row, y, yo + row, gx, gxo + row);
            }
        });
    }

    /**
     * Per row the loss {@code log Σ exp(logits) − logits[label]} and the probabilities (softmax). Labels must be in {@code
     * 0 … n - 1}; the caller checks them. {@code probabilities} must not be {@code logits}.
     */
    public void crossEntropy(
            int rows,
            int n,
            float[] logits,
            int lo,
            int[] labels,
            int labo,
            float[] loss,
            int losso,
            float[] probabilities,
            int po) {
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r += block(n)) {
                int last = Math.min(r + block(n), to);
                exponentials(last - r, n, logits, lo + r * n, probabilities, po + r * n);
                for (int i = r; i < last; i++) {
                    loss[losso + i] = finish(n, logits, lo + i * n, labels[labo + i], probabilities, po + i * n);
                }
            }
        });
    }

    /** Turns exponentials into probabilities; returns the loss. */
    private float finish(int n, float[] logits, int lo, int label, float[] probabilities, int po) {
        double sum = Doubles.sum(n, probabilities, po);
        pointwise.binaryScalar(Binary.DIVIDE, n, probabilities, po, (float) sum, probabilities, po);
        double max = flat.max(n, logits, lo);
        return (float) (StrictMath.log(sum) + (max - logits[lo + label]));
    }

    /** {@code gx = (probabilities − onehot(labels)) · scale}; {@code gx} may be {@code probabilities}. */
    public void crossEntropyGradient(
            int rows, int n, float[] probabilities, int po, int[] labels, int labo, float scale, float[] gx, int gxo) {
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r++) {
                int row = r * n;
                float hit = probabilities[po + row + labels[labo + r]];
                pointwise.binaryScalar(Binary.MULTIPLY, n, probabilities, po + row, scale, gx, gxo + row);
                gx[gxo + row + labels[labo + r]] = (hit - 1f) * scale;
            }
        });
    }
}
