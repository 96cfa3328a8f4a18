package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;

/**
 * The one engine under dense layers and convolutions: rows of C are rows of A, wherever they are, times panels of B. Rows are
 * read in place through their offsets along a {@link Walk}; C is stored and loaded between the calls of the bodies, so that
 * every sum is one chain in ascending order whatever the cut.
 */
final class RowProduct {
    /** Rows worked on at a time: their part of C stays in the first-level cache, their part of A in the second. */
    static final int BLOCK_ROWS = 96;

    private final GemmLanes lanes;
    private final Panels panels;
    private final Walk walk;
    private final boolean few;

    RowProduct(GemmLanes lanes, Panels panels, Walk walk) {
        this.lanes = lanes;
        this.panels = panels;
        this.walk = walk;
        this.few = walk.isIndexed() && lanes.areFew(walk.steps.length);
    }

    /** All columns, as a part of an {@link ImageProduct}. */
    ImageProduct.Products allColumns() {
        return (w, first, rows) -> block(w, first, rows, 0, panels.count());
    }

    /** Computes {@code rows} (at most {@link #BLOCK_ROWS}) rows of C from {@code first} on, in the columns of some panels. */
    void block(Workspace w, int first, int rows, int fromPanel, int toPanel) {
        for (int p = fromPanel; p < toPanel; p++) {
            int inside = panels.columns(p) == panels.width(p) ? rows : overlapping(w, first, rows);
            if (inside > 0) {
                w.direct(first, panels.firstColumn(p));
                panel(w, p, first, inside);
            }
            if (inside < rows) {
                w.toEdge(panels.width(p));
                panel(w, p, first + inside, rows - inside);
                w.copyEdge(
                        first + inside, rows - inside, panels.firstColumn(p), panels.columns(p), panels.width(p));
            }
        }
    }

    /**
     * How many rows may be stored whole vector by whole vector though these are longer: what one of them leaves behind its end
     * is where the next ones come, but for the last ones of the block.
     */
    private int overlapping(Workspace w, int first, int rows) {
        int n = panels.columns(0);
        boolean oneVector = panels.count() == 1 && panels.width(0) == lanes.columns();
        boolean dense = w.cRows[first + rows - 1] - w.cRows[first] == (rows - 1) * n;
        return few && oneVector && dense ? Math.max(0, rows - Walk.ceilDiv(lanes.columns() - n, n)) : 0;
    }

    private void panel(Workspace w, int p, int first, int rows) {
        Tile t = w.tile;
        t.a = w.a;
        t.steps = walk.steps;
        t.b = panels.array(p);
        t.bStride = panels.stride(p);
        t.bOffset = panels.offset(p);
        t.width = panels.width(p);
        for (int i = 0; i < walk.calls; i++) {
            t.startAtZero(i == 0);
            t.count = walk.lengths[i];
            t.k = walk.starts[i];
            t.aBase = w.aBase + (walk.isIndexed() ? 0 : walk.starts[i]);
            if (few) {
                w.allRows(first, rows);
                lanes.fewTerms(t);
            } else {
                tiles(w, first, rows);
            }
            t.bOffset += t.count * t.bStride;
        }
    }

    private void tiles(Workspace w, int first, int rows) {
        for (int i = 0; i < rows; i += lanes.tileRows()) {
            w.rows(first, i, Math.min(lanes.tileRows(), rows - i));
            if (walk.isIndexed()) {
                lanes.indexed(w.tile);
            } else {
                lanes.linear(w.tile);
            }
        }
    }
}
