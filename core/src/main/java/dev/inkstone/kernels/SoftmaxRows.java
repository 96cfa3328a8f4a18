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
            for (int r = from; r < to; r++) {
                row(n, x, xo + r * n, y, yo + r * n);
            }
        });
    }

    /** Softmax of one row; returns the sum of the exponentials of the logits minus the largest. */
    private double row(int n, float[] x, int xo, float[] y, int yo) {
        float max = flat.max(n, x, xo);
        pointwise.binaryScalar(Binary.SUBTRACT, n, x, xo, max, y, yo);
        pointwise.unary(Unary.EXP, n, y, yo, y, yo);
        double sum = Doubles.sum(n, y, yo);
        pointwise.binaryScalar(Binary.DIVIDE, n, y, yo, (float) sum, y, yo);
        return sum;
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
            for (int r = from; r < to; r++) {
                double sum = row(n, logits, lo + r * n, probabilities, po + r * n);
                float max = flat.max(n, logits, lo + r * n);
                float logit = logits[lo + r * n + labels[labo + r]];
                loss[losso + r] = (float) (StrictMath.log(sum) + ((double) max - logit));
            }
        });
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
