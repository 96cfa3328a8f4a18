package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.parallel.WorkerPool;
import java.util.Arrays;

/**
 * The right-hand matrix of a product, k × n, as the tile bodies read it: panels of a few vectors of columns, equally wide but
 * for one vector. Where n is no whole number of vectors, the last vector of the last panel overlaps the one before, or, in a
 * panel too narrow for that, has columns more, which nobody looks at. Panels are read in place where that is as good as a copy.
 */
final class Panels implements AutoCloseable {
    private final int vector;
    private final int k;
    private final int n;
    private final int vectors;
    private final int count;
    private final boolean padded;
    private final int pitch;
    private final float[] b;
    private final int bo;
    private final boolean inPlace;
    private final boolean tailInPlace;
    private final float[] copy;
    /** Where the blocks of a transposed matrix are, and how many rows of panels each becomes. */
    private final int[] blocks;

    private final int rows;

    private Panels(GemmLanes lanes, int k, int n, int pitch, float[] b, int bo, boolean inPlace, int... blocks) {
        this.vector = lanes.columns();
        this.k = k;
        this.n = n;
        this.vectors = Walk.ceilDiv(n, vector);
        this.count = Walk.ceilDiv(vectors, lanes.panelVectors());
        this.padded = isPadded(lanes, n);
        this.pitch = pitch;
        this.b = b;
        this.bo = bo;
        this.inPlace = inPlace;
        this.blocks = blocks;
        this.rows = blocks.length == 0 ? k : k / blocks.length;
        long end = bo + (k - 1L) * pitch + firstColumn(count - 1) + width(count - 1);
        this.tailInPlace = inPlace && (!padded || end <= b.length);
        int room = inPlace ? (tailInPlace ? 0 : room(k, width(count - 1))) : room(k, padded ? vectors * vector : n);
        this.copy = room == 0 ? new float[0] : BufferPool.shared().takeFloats(room);
    }

    /** The length of a copy of so many rows, which may be wider than those of the array that they are of. */
    static int room(int rows, int width) {
        if ((long) rows * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "product: a copy of more than 2147483647 floats; use fewer rows at a time");
        }
        return rows * width;
    }

    /** Whether C must have room for whole vectors, though n columns are none. */
    static boolean isPadded(GemmLanes lanes, int n) {
        return n % lanes.columns() != 0 && (lanes.panelVectors() < 3 || n < 2 * lanes.columns());
    }

    /**
     * The panels of {@code b[k×n]}. What is beyond the last column is what follows it in {@code b}; only where there is nothing
     * more, a last panel that is padded is copied.
     */
    static Panels inPlace(GemmLanes lanes, int k, int n, float[] b, int bo) {
        return inPlace(lanes, k, n, n, b, bo);
    }

    /** The same of n columns of a matrix whose rows are {@code pitch} floats apart. */
    static Panels inPlace(GemmLanes lanes, int k, int n, int pitch, float[] b, int bo) {
        Panels panels = new Panels(lanes, k, n, pitch, b, bo, true);
        if (!panels.tailInPlace) {
            panels.pack(panels.count - 1);
        }
        return panels;
    }

    /** The panels of {@code b[k×n]}, each one contiguous, to be filled. */
    static Panels packed(GemmLanes lanes, int k, int n, float[] b, int bo) {
        return packed(lanes, k, n, n, b, bo);
    }

    /** The same of n columns of a matrix whose rows are {@code pitch} floats apart. */
    static Panels packed(GemmLanes lanes, int k, int n, int pitch, float[] b, int bo) {
        if (n == pitch && n <= lanes.panelVectors() * lanes.columns()) {
            return inPlace(lanes, k, n, b, bo);
        }
        return new Panels(lanes, k, n, pitch, b, bo, false);
    }

    /**
     * The panels of a matrix of {@code blocks.length · rows} rows, to be filled: block t holds the transpose of the {@code n ×
     * rows} matrix at {@code b[bo + blocks[t]]}, whose own rows are {@code pitch} floats apart.
     */
    static Panels transposed(GemmLanes lanes, int[] blocks, int rows, int n, int pitch, float[] b, int bo) {
        return new Panels(lanes, blocks.length * rows, n, pitch, b, bo, false, blocks);
    }

    /** Copies what is not read in place. */
    Panels filled() {
        int tasks = (long) k * n < 1 << 15 ? 1 : Math.min(16, count);
        WorkerPool.run(tasks, t -> fill((int) ((long) count * t / tasks), (int) ((long) count * (t + 1) / tasks)));
        return this;
    }

    /** The same for panels {@code from … to}: by the thread that uses them, they are in its cache. */
    void fill(int from, int to) {
        for (int p = from; p < to && !inPlace; p++) {
            if (blocks.length == 0) {
                pack(p);
            }
            for (int t = 0; t < blocks.length; t++) {
                packTransposed(p, t * rows, blocks[t]);
            }
        }
    }

    boolean isInPlace() {
        return inPlace;
    }

    int count() {
        return count;
    }

    int n() {
        return n;
    }

    int firstColumn(int p) {
        return Math.min(n, (int) ((long) vectors * p / count) * vector);
    }

    /** Columns of the panel that are columns of the matrix. */
    int columns(int p) {
        return firstColumn(p + 1) - firstColumn(p);
    }

    /** Columns of its whole vectors. */
    int width(int p) {
        return Walk.ceilDiv(columns(p), vector) * vector;
    }

    /** Whether the panel has columns more than the matrix. */
    boolean isPadded(int p) {
        return padded && p == count - 1;
    }

    /** Makes the panel, from row {@code row} on, that of the tile. */
    void select(int p, int row, Tile t) {
        boolean place = inPlace && (tailInPlace || !isPadded(p));
        t.b = place ? b : copy;
        t.bStride = place ? pitch : stride(p);
        t.bOffset = (place ? bo + firstColumn(p) : offset(p)) + row * t.bStride;
        t.width = width(p);
        t.last = (isPadded(p) ? t.width : columns(p)) - vector;
    }

    @Override
    public void close() {
        if (copy.length > 0) {
            BufferPool.shared().give(copy);
        }
    }

    private int offset(int p) {
        return inPlace ? 0 : k * firstColumn(p);
    }

    private int stride(int p) {
        return isPadded(p) ? width(p) : columns(p);
    }

    private void pack(int p) {
        int columns = columns(p);
        int stride = stride(p);
        int o = offset(p);
        int from = bo + firstColumn(p);
        for (int i = 0; i < k; i++, o += stride, from += pitch) {
            System.arraycopy(b, from, copy, o, columns);
            Arrays.fill(copy, o + columns, o + stride, 0f);
        }
    }

    /** The panel is written row by row; what is read for one row of it is in the cache for the next. */
    private void packTransposed(int p, int firstRow, int block) {
        int columns = columns(p);
        int stride = stride(p);
        int o = offset(p) + firstRow * stride;
        int from = bo + block + firstColumn(p) * pitch;
        for (int i = 0; i < rows; i++, o += stride) {
            gather(columns, b, from + i, pitch, copy, o);
            Arrays.fill(copy, o + columns, o + stride, 0f);
        }
    }

    /** {@code to[o + j] = x[xo + j · step]}, by fours. */
    private static void gather(int n, float[] x, int xo, int step, float[] to, int o) {
        int j = 0;
        for (int f = xo; j < n - 3; j += 4, f += 4 * step) {
            float x0 = x[f];
            float x1 = x[f + step];
            float x2 = x[f + 2 * step];
            float x3 = x[f + 3 * step];
            to[o + j] = x0;
            to[o + j + 1] = x1;
            to[o + j + 2] = x2;
            to[o + j + 3] = x3;
        }
        for (; j < n; j++) {
            to[o + j] = x[xo + j * step];
        }
    }
}
