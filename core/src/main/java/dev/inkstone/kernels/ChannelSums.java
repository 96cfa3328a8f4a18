package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.ChannelLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.memory.BufferPool;
import java.util.Arrays;

/**
 * Pairs of per-channel sums down {@code [rows, c]}, in the order that {@link Fold} describes. Each result is {@code 2·c}
 * floats: two vectors of {@code c}.
 */
final class ChannelSums {
    private final PointwiseLanes pointwise;
    private final ChannelLanes lanes;

    ChannelSums(PointwiseLanes pointwise, ChannelLanes lanes) {
        this.pointwise = pointwise;
        this.lanes = lanes;
    }

    /** Sums of a few rows into a pair of wide vectors. */
    private interface Body {
        void run(int rows, int width, int at, float[] pair, int first, int second);
    }

    /** Sums of {@code x} and what was lost in rounding them; backwards, since {@code x} has just been written. */
    void values(int rows, int c, float[] x, int xo, float[] total) {
        run(
                Fold.of(c),
                rows,
                true,
                true,
                total,
                (count, width, at, pair, sum, error) ->
                        lanes.sumRowsExactly(count, width, width, x, xo + at, pair, sum, pair, error));
    }

    /** Sums of {@code (x − mean)²} and what was lost in rounding them. */
    void squares(int rows, int c, float[] x, int xo, float[] mean, int mo, float[] total) {
        Fold fold = Fold.of(c);
        float[] wide = repeated(fold, mean, mo);
        run(
                fold,
                rows,
                true,
                false,
                total,
                (count, width, at, pair, sum, error) ->
                        lanes.sumSquaresExactly(count, width, width, x, xo + at, wide, 0, pair, sum, pair, error));
        BufferPool.shared().give(wide);
    }

    /** Sums of {@code gy·(x − mean)} and of {@code gy}; {@code terms} writes {@code gy}. */
    void gradients(
            int rows, int c, float[] x, int xo, Terms terms, float[] gy, int gyo, float[] mean, int mo, float[] total) {
        Fold fold = Fold.of(c);
        float[] wide = repeated(fold, mean, mo);
        run(fold, rows, false, false, total, (count, width, at, pair, ggamma, gbeta) -> {
            int each = Math.max(1, Split.NEAR / width);
            for (int r = 0; r < count; r += each) {
                int some = Math.min(each, count - r);
                int from = at + r * width;
                terms.write(gyo + from, some * width);
                lanes.sumGradients(
                        some, width, width, x, xo + from, gy, gyo + from, wide, 0, pair, ggamma, pair, gbeta);
            }
        });
        BufferPool.shared().give(wide);
    }

    /** {@code backwards}: from the last chunk to the first, which changes no sum. */
    private void run(Fold fold, int rows, boolean exactly, boolean backwards, float[] total, Body body) {
        int chunks = fold.chunks(rows);
        int w = fold.width();
        float[] pairs = BufferPool.shared().takeFloats(chunks * 2 * w);
        Split.items(chunks, (long) rows * fold.channels() / chunks, backwards, (from, to) -> {
            for (int i = from; i < to; i++) {
                chunk(fold, Math.min(fold.chunkRows(), rows - i * fold.chunkRows()), i, pairs, body);
                combine(exactly, fold.times(), fold.channels(), fold.channels(), pairs, i * 2 * w, w);
            }
        });
        combine(exactly, chunks, fold.channels(), 2 * w, pairs, 0, w);
        System.arraycopy(pairs, 0, total, 0, fold.channels());
        System.arraycopy(pairs, w, total, fold.channels(), fold.channels());
        BufferPool.shared().give(pairs);
    }

    private static void chunk(Fold fold, int rows, int index, float[] pairs, Body body) {
        int w = fold.width();
        int first = index * 2 * w;
        Arrays.fill(pairs, first, first + 2 * w, 0f);
        int full = rows / fold.times();
        int left = rows % fold.times();
        int at = index * fold.chunkRows() * fold.channels();
        body.run(full, w, at, pairs, first, first + w);
        if (left > 0) {
            body.run(1, left * fold.channels(), at + full * w, pairs, first, first + w);
        }
    }

    private void combine(boolean exactly, int parts, int n, int stride, float[] x, int xo, int second) {
        if (exactly) {
            Tree.sumExactly(parts, n, stride, x, xo, second);
        } else {
            Tree.sum(pointwise, parts, n, stride, x, xo);
            Tree.sum(pointwise, parts, n, stride, x, xo + second);
        }
    }

    private static float[] repeated(Fold fold, float[] mean, int mo) {
        float[] wide = BufferPool.shared().takeFloats(fold.width());
        for (int i = 0; i < fold.times(); i++) {
            System.arraycopy(mean, mo, wide, i * fold.channels(), fold.channels());
        }
        return wide;
    }
}
