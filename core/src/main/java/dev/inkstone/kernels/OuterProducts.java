package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;
import dev.inkstone.memory.BufferPool;

/**
 * The engine of the weight gradients: C[rows × n] adds up, in ascending order, the outer products of a column of A and a row of
 * B. Row r of C reads A at {@code taps[r] + steps[i]} for the i-th product, so images are read in place.
 */
final class OuterProducts implements AutoCloseable {
    /** Products per call of a body: their rows of B stay in the first-level cache while all tiles pass. */
    private static final int BLOCK = 256;

    private final GemmLanes lanes;
    private final int[] taps;
    private final int n;
    private final int parts;
    private final int pitch;
    private final int[] cRows;

    OuterProducts(GemmLanes lanes, int[] taps, int rows, int n) {
        this(lanes, taps, rows, n, 1);
    }

    /** With {@code parts} matrices C side by side, each of its own columns of A and B; B's rows are {@code parts · n} long. */
    OuterProducts(GemmLanes lanes, int[] taps, int rows, int n, int parts) {
        this.lanes = lanes;
        this.taps = taps;
        this.n = n;
        this.parts = parts;
        int whole = Walk.ceilDiv(n, lanes.columns()) * lanes.columns();
        this.pitch = (Panels.isPadded(lanes, n) ? whole : n) * parts;
        this.cRows = BufferPool.shared().takeInts(rows);
        for (int i = 0; i < rows; i++) {
            cRows[i] = i * pitch;
        }
    }

    /** Floats from one row of C to the next: n for each part, made up to whole vectors where they must be. */
    int pitch() {
        return pitch;
    }

    @Override
    public void close() {
        BufferPool.shared().give(cRows);
    }

    /** Sums go to {@code c[co + r · pitch + j]}. */
    void target(Workspace w, float[] c, int co) {
        w.c = c;
        w.cRows = cRows;
        w.cBase = co;
        w.aRows = taps;
    }

    /** Adds {@code count} outer products to rows {@code r0 … r1}; {@code first}: starting from +0. */
    void add(
            Workspace w,
            int r0,
            int r1,
            float[] a,
            int aBase,
            int[] steps,
            int count,
            float[] b,
            int bo,
            boolean first) {
        Tile t = w.tile;
        t.a = a;
        t.aBase = aBase;
        t.steps = steps;
        try (Panels panels = Panels.inPlace(lanes, count, n, parts * n, b, bo)) {
            for (int i = 0; i < count; i += BLOCK) {
                t.k = i;
                t.count = Math.min(BLOCK, count - i);
                for (int p = 0; p < panels.count(); p++) {
                    panel(w, panels, p, i, r0, r1, first && i == 0);
                }
            }
        }
    }

    private void panel(Workspace w, Panels panels, int p, int i, int r0, int r1, boolean zero) {
        Tile t = w.tile;
        panels.select(p, i, t);
        w.direct(r0, panels.firstColumn(p));
        t.startAtZero(zero);
        int height;
        for (int r = r0; r < r1; r += height) {
            height = lanes.tileRows(r1 - r, t.width);
            w.rows(r0, r - r0, Math.min(height, r1 - r), height);
            lanes.indexed(t);
        }
    }
}
