package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.ChannelLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.parallel.WorkerPool;
import java.util.Arrays;

/**
 * Sums. The order of additions is a function of the sizes alone: ascending inside chunks of a fixed size, chunks combined by
 * a pairwise tree (see {@code Fold} and {@code Tree}).
 */
public final class Reduction {
    private final PointwiseLanes pointwise;
    private final ChannelLanes channels;

    Reduction(PointwiseLanes pointwise, ChannelLanes channels) {
        this.pointwise = pointwise;
        this.channels = channels;
    }

    /**
     * {@code y[outer][inner] = Σ x[outer][reduce][inner]} over {@code reduce}; 0 where {@code reduce} is 0. The gradient of a
     * bias is {@code sumAxis(1, rows, channels)}.
     */
    public void sumAxis(int outer, int reduce, int inner, float[] x, int xo, float[] y, int yo) {
        sumAxis(outer, reduce, inner, Terms.READY, x, xo, y, yo);
    }

    /**
     * {@code gx = gy · f'}, computed from the output {@code v} of {@code f}, all {@code [rows, c]}, and {@code sum[j] = Σ
     * gx[r][j]} as {@link #sumAxis} has it, while {@code gx} is in the cache: the gradients before an activation and of a bias.
     * {@code gx} may be {@code gy}.
     */
    public void activationGradient(
            Unary f,
            int rows,
            int c,
            float[] v,
            int vo,
            float[] gy,
            int gyo,
            float[] gx,
            int gxo,
            float[] sum,
            int so) {
        Terms gradient = (at, n) -> pointwise.unaryGradient(f, n, v, vo - gxo + at, gy, gyo - gxo + at, gx, at);
        sumAxis(1, rows, c, gradient, gx, gxo, sum, so);
    }

    private void sumAxis(int outer, int reduce, int inner, Terms terms, float[] x, int xo, float[] y, int yo) {
        Fold fold = Fold.of(inner);
        if (fold.chunks(reduce) == 1) {
            Split.items(outer, (long) reduce * inner, (from, to) -> {
                for (int o = from; o < to; o++) {
                    chunk(fold, 0, inner, reduce, terms, x, xo + o * reduce * inner, y, yo + o * inner);
                }
            });
            return;
        }
        for (int o = 0; o < outer; o++) {
            chunked(fold, reduce, terms, x, xo + o * reduce * inner, y, yo + o * inner);
        }
    }

    private void chunked(Fold fold, int rows, Terms terms, float[] x, int xo, float[] y, int yo) {
        int inner = fold.channels();
        int chunks = fold.chunks(rows);
        int blocks = (inner - 1) / Fold.COLUMNS + 1;
        float[] partial = BufferPool.shared().takeFloats(chunks * inner);
        Split.items(chunks * blocks, (long) rows * inner / ((long) chunks * blocks), (from, to) -> {
            for (int i = from; i < to; i++) {
                int first = i / blocks * fold.chunkRows();
                int column = i % blocks * Fold.COLUMNS;
                int width = Math.min(Fold.COLUMNS, inner - column);
                int count = Math.min(fold.chunkRows(), rows - first);
                int at = xo + first * inner + column;
                chunk(fold, column, width, count, terms, x, at, partial, i / blocks * inner + column);
            }
        });
        Tree.sum(pointwise, chunks, inner, inner, partial, 0);
        System.arraycopy(partial, 0, y, yo, inner);
        BufferPool.shared().give(partial);
    }

    /** Columns of one chunk, all of them if they are folded. */
    private void chunk(Fold fold, int column, int width, int rows, Terms terms, float[] x, int xo, float[] y, int yo) {
        if (fold.times() == 1) {
            Arrays.fill(y, yo, yo + width, 0f);
            sumRows(rows, fold.channels(), width, terms, x, xo, y, yo);
            return;
        }
        int wide = fold.width();
        int full = rows / fold.times();
        float[] sums = BufferPool.shared().takeFloats(wide);
        Arrays.fill(sums, 0f);
        sumRows(full, wide, wide, terms, x, xo, sums, 0);
        sumRows(1, wide, rows * fold.channels() - full * wide, terms, x, xo + full * wide, sums, 0);
        Tree.sum(pointwise, fold.times(), fold.channels(), fold.channels(), sums, 0);
        System.arraycopy(sums, 0, y, yo, width);
        BufferPool.shared().give(sums);
    }

    /** A few rows at a time, so that what {@code terms} writes is summed from the nearest cache. */
    private void sumRows(int rows, int stride, int width, Terms terms, float[] x, int xo, float[] y, int yo) {
        if (terms == Terms.READY) {
            channels.sumRows(rows, stride, width, x, xo, y, yo);
            return;
        }
        int each = width == stride ? Math.max(1, Split.NEAR / width) : 1;
        for (int r = 0; r < rows; r += each) {
            int count = Math.min(each, rows - r);
            terms.write(xo + r * stride, count * width);
            channels.sumRows(count, stride, width, x, xo + r * stride, y, yo);
        }
    }

    /** The sum of {@code n} elements. */
    public float sum(int n, float[] x, int xo) {
        float[] y = BufferPool.shared().takeFloats(1);
        sumAxis(1, n, 1, x, xo, y, 0);
        float sum = y[0];
        BufferPool.shared().give(y);
        return sum;
    }

    /**
     * {@code y[j] = Σ x[part][j]} over {@code parts} consecutive vectors of {@code n}, by the pairwise tree: neighbours
     * first. {@code x} stays as it is.
     */
    public void treeSum(int parts, int n, float[] x, int xo, float[] y, int yo) {
        if (parts <= 1) {
            copyOrZero(parts, n, x, xo, y, yo);
            return;
        }
        int pieces = Math.max(1, (n - 1) / Fold.COLUMNS + 1);
        if ((long) parts * n < Split.INLINE) {
            treeSum(0, n, parts, n, x, xo, y, yo);
        } else {
            WorkerPool.run(pieces, i -> {
                int from = i * Fold.COLUMNS;
                treeSum(from, Math.min(n - from, Fold.COLUMNS), parts, n, x, xo, y, yo);
            });
        }
    }

    private void treeSum(int from, int width, int parts, int n, float[] x, int xo, float[] y, int yo) {
        int pairs = (parts + 1) / 2;
        float[] sums = BufferPool.shared().takeFloats(pairs * width);
        for (int i = 0; i < pairs; i++) {
            int left = xo + 2 * i * n + from;
            if (2 * i + 1 < parts) {
                pointwise.binary(Binary.ADD, width, x, left, x, left + n, sums, i * width);
            } else {
                System.arraycopy(x, left, sums, i * width, width);
            }
        }
        Tree.sum(pointwise, pairs, width, width, sums, 0);
        System.arraycopy(sums, 0, y, yo + from, width);
        BufferPool.shared().give(sums);
    }

    private static void copyOrZero(int parts, int n, float[] x, int xo, float[] y, int yo) {
        if (parts == 1) {
            System.arraycopy(x, xo, y, yo, n);
        } else {
            Arrays.fill(y, yo, yo + n, 0f);
        }
    }
}
