package dev.inkstone.kernels;

import dev.inkstone.memory.BufferPool;
import dev.inkstone.parallel.WorkerPool;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums over the batch: every chunk's sum is computed on its own, then neighbours are added pair by pair, the results of that
 * pair by pair, and so on, an odd one going up unchanged. The tree depends on the number of chunks alone.
 */
final class ChunkSums {
    /** Unfinished sums of one wave of chunks may take this many floats. */
    private static final int WAVE_FLOATS = 1 << 22;

    private final int length;
    private final List<float[]> sums = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    private ChunkSums(int length) {
        this.length = length;
    }

    /** Computes rows {@code r0 … r1} of the sum of one chunk to {@code to[offset + r · pitch]}. */
    interface Piece {
        /** Does it. */
        void compute(int chunk, int r0, int r1, float[] to, int offset);
    }

    /**
     * {@code c[rows × n]} = the sum of all chunks.
     *
     * @param parts into how many equal parts the columns are cut; each takes its share of the pitch in a chunk's sum
     * @param pitch floats from row to row of a chunk's sum, at least n
     * @param flops how much work one chunk is
     * @param tileRows rows are cut at multiples of it
     */
    static void sum(
            int chunks,
            int rows,
            int parts,
            int pitch,
            int n,
            long flops,
            int tileRows,
            Piece piece,
            float[] c,
            int co) {
        ChunkSums tree = new ChunkSums(Panels.room(rows, pitch));
        int wave = Math.min(chunks, Math.max(1, WAVE_FLOATS / tree.length));
        int tiles = Walk.ceilDiv(rows, tileRows);
        int splits = Math.max(1, Math.min(tiles, ProductSplit.wanted(flops * wave) / 4 / wave));
        if (splits == 1 && wave < 4 && ProductSplit.wanted(flops * wave) > 1) {
            splits = Math.min(tiles, 4);
        }
        boolean direct = chunks == 1 && pitch == n;
        for (int q = 0; q < chunks; q += wave) {
            int count = Math.min(wave, chunks - q);
            float[][] to = new float[count][];
            for (int i = 0; i < count; i++) {
                to[i] = direct ? c : BufferPool.shared().takeFloats(tree.length);
            }
            int first = q;
            int cuts = splits;
            ProductSplit.run(flops * count, count * cuts, task -> {
                int i = task / cuts;
                int r0 = (int) ((long) tiles * (task % cuts) / cuts) * tileRows;
                int r1 = Math.min(rows, (int) ((long) tiles * (task % cuts + 1) / cuts) * tileRows);
                piece.compute(first + i, r0, r1, to[i], direct ? co : 0);
            });
            if (direct) {
                return;
            }
            for (float[] sum : to) {
                tree.push(sum);
            }
        }
        tree.finish(rows * parts, pitch / parts, n / parts, c, co);
    }

    /** Adds the next chunk; equal halves are joined at once, as in a binary counter. */
    private void push(float[] sum) {
        sums.add(sum);
        sizes.add(1);
        while (sums.size() > 1 && sizes.get(sizes.size() - 1).equals(sizes.get(sizes.size() - 2))) {
            join();
        }
    }

    private void join() {
        int last = sums.size() - 1;
        float[] right = sums.remove(last);
        float[] left = sums.get(last - 1);
        add(left, right);
        sizes.set(last - 1, sizes.get(last - 1) + sizes.remove(last));
        BufferPool.shared().give(right);
    }

    private void add(float[] left, float[] right) {
        int parts = Walk.ceilDiv(length, 1 << 18);
        WorkerPool.run(parts, p -> {
            int end = (int) ((long) length * (p + 1) / parts);
            for (int i = (int) ((long) length * p / parts); i < end; i++) {
                left[i] += right[i];
            }
        });
    }

    private void finish(int rows, int pitch, int n, float[] c, int co) {
        while (sums.size() > 1) {
            join();
        }
        float[] sum = sums.get(0);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(sum, r * pitch, c, co + r * n, n);
        }
        BufferPool.shared().give(sum);
    }
}
