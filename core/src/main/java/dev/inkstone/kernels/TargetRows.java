package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.FlatLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.memory.BufferPool;
import java.util.Arrays;

/**
 * Softmax cross-entropy of rows of {@code n} logits with rows of targets q, which may be probabilities, smoothed or
 * weighted. Sums are in double precision.
 */
public final class TargetRows {
    private final PointwiseLanes pointwise;
    private final FlatLanes flat;
    private final SoftmaxRows softmax;

    TargetRows(PointwiseLanes pointwise, FlatLanes flat, SoftmaxRows softmax) {
        this.pointwise = pointwise;
        this.flat = flat;
        this.softmax = softmax;
    }

    /** {@code q[r] = smoothing / n}, plus {@code 1 − smoothing} at the label; the caller checks the labels. */
    public void smooth(int rows, int n, int[] labels, int lo, float smoothing, float[] q, int qo) {
        float rest = smoothing / n;
        float hit = (1f - smoothing) + rest;
        Split.items(rows, n, (from, to) -> {
            Arrays.fill(q, qo + from * n, qo + to * n, rest);
            for (int r = from; r < to; r++) {
                q[qo + r * n + labels[lo + r]] = hit;
            }
        });
    }

    /**
     * Per row the loss {@code Σ q·(log Σ exp(logits) − logits)}, plus {@code Σ q·log(q)} if it is {@code relative} (the
     * Kullback–Leibler divergence), the probabilities (softmax), and {@code totals = Σ q}. Where q is 0 the logit may
     * be negative infinity. {@code probabilities} must not be {@code logits}.
     */
    public void crossEntropy(
            boolean relative,
            int rows,
            int n,
            float[] logits,
            int lo,
            float[] q,
            int qo,
            float[] loss,
            int losso,
            float[] probabilities,
            int po,
            float[] totals,
            int to) {
        Split.items(rows, n, (first, end) -> {
            for (int r = first; r < end; r += SoftmaxRows.block(n)) {
                int last = Math.min(r + SoftmaxRows.block(n), end);
                softmax.exponentials(last - r, n, logits, lo + r * n, probabilities, po + r * n);
                for (int i = r; i < last; i++) {
                    double total = Doubles.sum(n, q, qo + i * n);
                    totals[to + i] = (float) total;
                    double log = StrictMath.log(probabilities(n, probabilities, po + i * n));
                    double value = total * log + distance(n, logits, lo + i * n, q, qo + i * n);
                    loss[losso + i] = (float) (relative ? value + negentropy(n, q, qo + i * n) : value);
                }
            }
        });
    }

    /** Turns exponentials into probabilities; returns their sum. */
    private double probabilities(int n, float[] e, int eo) {
        double sum = Doubles.sum(n, e, eo);
        pointwise.binaryScalar(Binary.DIVIDE, n, e, eo, (float) sum, e, eo);
        return sum;
    }

    /** {@code Σ q·(max logits − logits)}. */
    private double distance(int n, float[] logits, int lo, float[] q, int qo) {
        double max = flat.max(n, logits, lo);
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double target = q[qo + j];
            sum += target == 0 ? 0 : target * (max - logits[lo + j]);
        }
        return sum;
    }

    /** {@code Σ q·log(q)}, where 0·log(0) is 0. */
    private double negentropy(int n, float[] q, int qo) {
        float[] logs = BufferPool.shared().takeFloats(n);
        pointwise.unary(Unary.LOG, n, q, qo, logs, 0);
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double target = q[qo + j];
            sum += target == 0 ? 0 : target * logs[j];
        }
        BufferPool.shared().give(logs);
        return sum;
    }

    /** {@code gx = fma(totals[r], probabilities, −q) · scale}; {@code gx} must not be {@code probabilities}. */
    public void gradient(
            int rows,
            int n,
            float[] probabilities,
            int po,
            float[] q,
            int qo,
            float[] totals,
            int to,
            float scale,
            float[] gx,
            int gxo) {
        Split.items(rows, n, (first, end) -> {
            for (int r = first; r < end; r++) {
                int row = r * n;
                pointwise.binaryScalar(Binary.MULTIPLY, n, q, qo + row, -1f, gx, gxo + row);
                pointwise.addScaled(n, totals[to + r], probabilities, po + row, gx, gxo + row);
                pointwise.binaryScalar(Binary.MULTIPLY, n, gx, gxo + row, scale, gx, gxo + row);
            }
        });
    }
}
