package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.memory.Arena;
import java.util.Arrays;

/**
 * Matrix products on row-major arrays. Every element of a result adds its products in ascending order into one accumulator
 * that starts at +0, one {@code fma} each; outputs are overwritten, and must not overlap inputs.
 */
public final class Gemm {
    /** Rows of the batch whose outer products are added up one after the other; such sums are then combined by a tree. */
    public static final int ROWS_PER_CHUNK = 256;

    /** Up to so many rows multiply B faster than it could be copied. */
    private static final int FEW_ROWS = 64;

    /** Up to so many floats of B are read as fast in place. */
    private static final int SMALL = 1 << 18;

    private final GemmLanes lanes;
    private final Finish finish;

    /** Products over the given bodies. */
    public Gemm(GemmLanes lanes, PointwiseLanes pointwise) {
        this.lanes = lanes;
        this.finish = new Finish(lanes, pointwise);
    }

    /** {@code c[m×n] = a[m×k] · b[k×n]}, then the epilogue. */
    public void multiply(
            int m, int n, int k, float[] a, int ao, float[] b, int bo, Epilogue epilogue, float[] c, int co) {
        if (m == 0) {
            return;
        }
        boolean inPlace = m <= FEW_ROWS || (long) k * n <= SMALL;
        try (Panels panels = inPlace ? Panels.inPlace(lanes, k, n, b, bo) : Panels.packed(lanes, k, n, b, bo)) {
            product(m, k, a, ao, panels, epilogue, c, co);
        }
    }

    /** {@code c[m×n] = a[m×k] · bᵀ} with {@code b [n×k]}. */
    public void multiplyTransposedB(int m, int n, int k, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        if (m == 0) {
            return;
        }
        try (Panels panels = Panels.transposed(lanes, new int[] {0}, k, n, k, b, bo)) {
            product(m, k, a, ao, panels, Epilogue.NONE, c, co);
        }
    }

    /**
     * {@code c[k×n] = aᵀ · b}: the sum over rows of the outer products of {@code a [rows×k]} and {@code b [rows×n]}. Rows are
     * added in ascending order within chunks of {@link #ROWS_PER_CHUNK}, the chunks by a pairwise tree. Zeros if there are no rows.
     */
    public void multiplyTransposedA(int rows, int k, int n, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        if (rows == 0) {
            Arrays.fill(c, co, co + k * n, 0f);
            return;
        }
        try (Arena scratch = new Arena()) {
            int[] steps = offsets(ROWS_PER_CHUNK, k, scratch);
            int[] taps = offsets(k, 1, scratch);
            try (OuterProducts products = new OuterProducts(lanes, taps, k, n)) {
                ChunkSums.sum(
                        Walk.ceilDiv(rows, ROWS_PER_CHUNK),
                        k,
                        1,
                        products.pitch(),
                        n,
                        2L * k * n * Math.min(rows, ROWS_PER_CHUNK),
                        lanes.tileRows(),
                        (q, r0, r1, to, o) -> {
                            int from = q * ROWS_PER_CHUNK;
                            int count = Math.min(ROWS_PER_CHUNK, rows - from);
                            try (Workspace w = new Workspace(lanes)) {
                                products.target(w, to, o);
                                products.add(w, r0, r1, a, ao + from * k, steps, count, b, bo + from * n, true);
                            }
                        },
                        c,
                        co);
            }
        }
    }

    private void product(int m, int k, float[] a, int ao, Panels panels, Epilogue epilogue, float[] c, int co) {
        int n = panels.n();
        long flops = 2L * m * n * k;
        ProductSplit split = ProductSplit.of(lanes, m, panels, flops);
        if (split.blocks() > 1) {
            panels.filled();
        }
        RowProduct product = new RowProduct(lanes, panels, Walk.straight(k));
        try (Arena scratch = new Arena()) {
            int[] aRows = offsets(split.blockRows(), k, scratch);
            int[] cRows = offsets(split.blockRows(), n, scratch);
            ProductSplit.run(flops, split.tasks(), task -> {
                int end = Math.min(m, split.firstRow(task) + split.rows());
                if (split.blocks() == 1) {
                    panels.fill(split.firstPanel(task), split.lastPanel(task));
                }
                try (Workspace w = new Workspace(lanes)) {
                    w.a = a;
                    w.aRows = aRows;
                    w.c = c;
                    w.cRows = cRows;
                    for (int i = split.firstRow(task); i < end; i += split.blockRows()) {
                        w.aBase = ao + i * k;
                        w.cBase = co + i * n;
                        int rows = Math.min(split.blockRows(), end - i);
                        block(w, product, rows, panels, split.firstPanel(task), split.lastPanel(task), epilogue);
                    }
                }
            });
        }
    }

    private void block(Workspace w, RowProduct product, int rows, Panels panels, int from, int to, Epilogue epilogue) {
        product.block(w, 0, rows, from, to);
        finish.columns(epilogue, rows, panels.n(), panels.firstColumn(from), panels.firstColumn(to), w.c, w.cBase);
    }

    private static int[] offsets(int rows, int step, Arena scratch) {
        int[] list = scratch.ints(rows);
        for (int i = 0; i < rows; i++) {
            list[i] = i * step;
        }
        return list;
    }
}
