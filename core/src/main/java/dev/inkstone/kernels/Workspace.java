package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;
import dev.inkstone.memory.BufferPool;

/**
 * What one task of a product works with: where A and C are now, the tile handed to the bodies, the filled-up offset lists of
 * the last rows, and a place for the last columns where C has no room for a whole vector.
 */
final class Workspace implements AutoCloseable {
    final Tile tile;
    float[] a = {};
    int[] aRows = {};
    int aBase;
    float[] c = {};
    int[] cRows = {};
    int cBase;

    private final int edgeSize;
    private float[] edge = {};
    private int[] edgeRows = {};
    private final int[] lastRows;
    private int[] fours = {};
    private int edgeWidth;
    private int cShift;

    Workspace(GemmLanes lanes) {
        tile = new Tile(Math.max(3, lanes.panelVectors()) * lanes.columns());
        edgeSize = RowProduct.BLOCK_ROWS * 2 * lanes.columns();
        lastRows = new int[2 * lanes.tileRows()];
    }

    @Override
    public void close() {
        if (edgeWidth > 0) {
            BufferPool.shared().give(edge);
            BufferPool.shared().give(edgeRows);
        }
        if (fours.length > 0) {
            BufferPool.shared().give(fours);
        }
    }

    /** The bodies write to C itself, from {@code column} on. */
    void direct(int first, int column) {
        tile.c = c;
        tile.cRows = cRows;
        tile.cBase = cBase + column;
        cShift = first;
    }

    /** The bodies write to a place of its own for a panel that is wider than what is left of C. */
    void toEdge(int width) {
        if (edgeWidth == 0) {
            edge = BufferPool.shared().takeFloats(edgeSize);
            edgeRows = BufferPool.shared().takeInts(RowProduct.BLOCK_ROWS);
        }
        if (edgeWidth != width) {
            for (int i = 0; i < RowProduct.BLOCK_ROWS; i++) {
                edgeRows[i] = i * width;
            }
            edgeWidth = width;
        }
        tile.c = edge;
        tile.cRows = edgeRows;
        tile.cBase = 0;
        cShift = 0;
    }

    void copyEdge(int first, int rows, int column, int columns, int width) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(edge, i * width, c, cBase + cRows[first + i] + column, columns);
        }
    }

    /** Points the tile at rows {@code i … i + count} of the block, any number of them. */
    void allRows(int first, int i, int count) {
        pointAt(first, i, count);
    }

    /** Lists rows {@code i … i + 4} of the block as the {@code n}-th four for {@link #fours}. */
    void addFour(int first, int i, int n) {
        if (fours.length == 0) {
            fours = BufferPool.shared().takeInts(4 * RowProduct.BLOCK_ROWS);
        }
        pointAt(first, i, 4);
        System.arraycopy(tile.aRows, tile.aRow, fours, 4 * n, 4);
        System.arraycopy(tile.cRows, tile.cRow, fours, 2 * RowProduct.BLOCK_ROWS + 4 * n, 4);
    }

    /** Points the tile at the first {@code n} fours, at most {@link RowProduct#BLOCK_ROWS}{@code / 2}. */
    void fours(int n) {
        tile.rows = 4 * n;
        tile.aRows = fours;
        tile.aRow = 0;
        tile.cRows = fours;
        tile.cRow = 2 * RowProduct.BLOCK_ROWS;
    }

    /** Points the tile at rows {@code i … i + count} of the block, and makes them up to a tile of {@code height} rows. */
    void rows(int first, int i, int count, int height) {
        pointAt(first, i, count);
        if (count == height) {
            return;
        }
        Tile t = tile;
        int half = lastRows.length / 2;
        for (int r = 0; r < height; r++) {
            int row = Math.min(r, count - 1);
            lastRows[r] = t.aRows[t.aRow + row];
            lastRows[half + r] = t.cRows[t.cRow + row];
        }
        t.aRows = lastRows;
        t.aRow = 0;
        t.cRows = lastRows;
        t.cRow = half;
    }

    private void pointAt(int first, int i, int count) {
        Tile t = tile;
        t.rows = count;
        t.aRows = aRows;
        t.aRow = first + i;
        t.cRows = t.c == edge ? edgeRows : cRows;
        t.cRow = cShift + i;
    }
}
