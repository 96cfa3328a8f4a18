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
    static final int BLOCK_ROWS = 240;

    private final GemmLanes lanes;
    private final Panels panels;
    private final Walk walk;

    RowProduct(GemmLanes lanes, Panels panels, Walk walk) {
        this.lanes = lanes;
        this.panels = panels;
        this.walk = walk;
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
        panels.select(p, 0, t);
        for (int i = 0; i < walk.calls; i++) {
            t.startAtZero(i == 0);
            t.count = walk.lengths[i];
            t.k = walk.starts[i];
            t.aBase = w.aBase + (walk.isIndexed() ? 0 : walk.starts[i]);
            if (walk.isNine()) {
                w.allRows(first, rows);
                lanes.nineTerms(t);
            } else {
                tiles(w, first, rows);
            }
            t.bOffset += t.count * t.bStride;
        }
    }

    private void tiles(Workspace w, int first, int rows) {
        int height;
        for (int i = 0; i < rows; i += height) {
            height = lanes.tileRows(rows - i, w.tile.width);
            w.rows(first, i, Math.min(height, rows - i), height);
            if (walk.isIndexed()) {
                lanes.indexed(w.tile);
            } else {
                lanes.linear(w.tile);
            }
        }
    }
}
