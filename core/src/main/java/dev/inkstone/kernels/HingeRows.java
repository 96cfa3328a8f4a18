package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.memory.BufferPool;

/** The hinge loss over rows of {@code n} scores, one for each class. Sums are in double precision. */
public final class HingeRows {
    private final PointwiseLanes lanes;

    HingeRows(PointwiseLanes lanes) {
        this.lanes = lanes;
    }

    /** Per row {@code Σ max(0, x[j] − x[label] + margin) / n} over {@code j ≠ label}; the caller checks the labels. */
    public void hinge(int rows, int n, float[] x, int xo, int[] labels, int lo, float margin, float[] loss, int losso) {
        Split.items(rows, n, (from, to) -> {
            float[] e = BufferPool.shared().takeFloats(n);
            for (int r = from; r < to; r++) {
                excess(n, x, xo + r * n, labels[lo + r], margin, e, 0);
                loss[losso + r] = (float) (Doubles.sum(n, e, 0) / n);
            }
            BufferPool.shared().give(e);
        });
    }

    /**
     * {@code gx = scale / n} where the term of the loss is above 0, else 0, and what they sum to, negative, at the
     * label; {@code gx} must not be {@code x}.
     */
    public void gradient(
            int rows, int n, float[] x, int xo, int[] labels, int lo, float margin, float scale, float[] gx, int gxo) {
        float share = scale / n;
        Split.items(rows, n, (from, to) -> {
            for (int r = from; r < to; r++) {
                int row = gxo + r * n;
                excess(n, x, xo + r * n, labels[lo + r], margin, gx, row);
                int count = 0;
                for (int j = row; j < row + n; j++) {
                    count += gx[j] > 0f ? 1 : 0;
                    gx[j] = gx[j] > 0f ? share : 0f;
                }
                gx[row + labels[lo + r]] = -count * share;
            }
        });
    }

    private void excess(int n, float[] x, int xo, int label, float margin, float[] e, int eo) {
        lanes.binaryScalar(Binary.SUBTRACT, n, x, xo, x[xo + label], e, eo);
        lanes.binaryScalar(Binary.ADD, n, e, eo, margin, e, eo);
        lanes.binaryScalar(Binary.MAXIMUM, n, e, eo, 0f, e, eo);
        e[eo + label] = 0f;
    }
}
