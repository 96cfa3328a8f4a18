package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;

/**
 * The one engine under dense layers and convolutions: rows of C are rows of A, wherever they are, times panels of B. Rows are
 * read in place through their offsets along a {@link Walk}; C is stored and loaded between the calls of the bodies, so that
 * every sum is one chain in ascending order whatever the cut.
 */
final class RowProduct {
    /** Rows worked on at a time: their part of A and the panel stay in the second-level cache. */
    static final int BLOCK_ROWS = 240;

    private final GemmLanes lanes;
    private final Panels panels;
    private final Walk walk;
    private final boolean windows;

    RowProduct(GemmLanes lanes, Panels panels, Walk walk) {
        this.lanes = lanes;
        this.panels = panels;
        this.walk = walk;
        this.windows = walk.calls == 1 && lanes.fitsWindows(walk.windowSize()); // a repeated row must start from +0
    }

    /** All columns, as a part of an {@link ImageProduct}. */
    ImageProduct.Products allColumns() {
        return (w, first, rows) -> block(w, first, rows, 0, panels.count());
    }

    /** Computes {@code rows} (at most {@link #BLOCK_ROWS}) rows of C from {@code first} on, in the columns of some panels. */
    void block(Workspace w, int first, int rows, int fromPanel, int toPanel) {
        for (int p = fromPanel; p < toPanel; p++) {
            if (panels.isPadded(p)) {
                w.toEdge(panels.width(p));
                panel(w, p, first, rows);
                w.copyEdge(first, rows, panels.firstColumn(p), panels.columns(p), panels.width(p));
            } else {
                w.direct(first, panels.firstColumn(p));
                panel(w, p, first, rows);
            }
        }
    }

    private void panel(Workspace w, int p, int first, int rows) {
        Tile t = w.tile;
        t.a = w.a;
        t.steps = walk.steps;
        for (int i = 0; i < walk.calls; i++) {
            t.startAtZero(i == 0);
            t.count = walk.lengths[i];
            t.k = walk.starts[i];
            panels.select(p, walk.rows[i], t);
            t.aBase = w.aBase + (walk.isIndexed() ? 0 : walk.starts[i]);
            if (windows) {
                windows(w, first, rows);
            } else {
                rows(w, first, 0, rows);
            }
        }
    }

    /** Neighbours are done in fours, of which the last of an image's row may repeat some; the few that are no four, as ever. */
    private void windows(Workspace w, int first, int rows) {
        if (inFours(w.aRows, first, rows)) {
            w.allRows(first, 0, rows);
            lanes.windows(w.tile);
            return;
        }
        int fours = 0;
        int done = 0;
        for (int r = 0; r < rows; ) {
            int end = neighbours(w.aRows, first + r, first + rows) - first;
            if (end - r >= 4) {
                others(w, first, done, r);
                done = end;
            }
            for (int i = r; end - r >= 4 && i < end; i += 4) {
                w.addFour(first, Math.min(i, end - 4), fours++);
            }
            r = end;
        }
        others(w, first, done, rows);
        if (fours > 0) {
            w.fours(fours);
            lanes.windows(w.tile);
        }
    }

    private void others(Workspace w, int first, int from, int to) {
        if (from < to) {
            rows(w, first, from, to);
        }
    }

    private static boolean inFours(int[] starts, int first, int rows) {
        boolean fours = rows % 4 == 0;
        for (int i = first; i < first + rows && fours; i += 4) {
            fours = starts[i + 3] == starts[i] + 3; // starts ascend
        }
        return fours;
    }

    /** Where the neighbours end that start at {@code i}. */
    private static int neighbours(int[] starts, int i, int end) {
        int next = i + 1;
        while (next < end && starts[next] == starts[next - 1] + 1) {
            next++;
        }
        return next;
    }

    private void rows(Workspace w, int first, int from, int to) {
        if (walk.isNine()) {
            w.allRows(first, from, to - from);
            lanes.nineTerms(w.tile);
            return;
        }
        int height;
        for (int i = from; i < to; i += height) {
            height = lanes.tileRows(to - i, w.tile.width);
            w.rows(first, i, Math.min(height, to - i), height);
            if (walk.isIndexed()) {
                lanes.indexed(w.tile);
            } else {
                lanes.linear(w.tile);
            }
        }
    }
}
