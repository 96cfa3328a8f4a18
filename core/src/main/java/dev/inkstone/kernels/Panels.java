package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.parallel.WorkerPool;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The right-hand matrix of a product, k × n, as the tile bodies read it: panels of two vectors of columns, the last one
 * perhaps of one vector. Those are whole vectors: what is beyond the last column is zero, or anything where panels are read in
 * place, and nobody looks at its products.
 */
final class Panels implements AutoCloseable {
    private final int wide;
    private final int k;
    private final int n;
    private final int pitch;
    private final int fullPanels;
    private final int tailWidth;
    private final float[] whole;
    private final int wholeOffset;
    private final int wholeStep;
    private final int wholeStride;
    private final float[] tail;
    private final int tailOffset;
    private final float @Nullable [] leased;

    /** Panels in {@code b} itself where {@code inPlace}, else room for them, which the caller fills. */
    private Panels(GemmLanes lanes, int k, int n, int pitch, float @Nullable [] b, int bo) {
        this.wide = 2 * lanes.columns();
        this.k = k;
        this.n = n;
        this.pitch = pitch;
        this.fullPanels = n / wide;
        int rest = n - fullPanels * wide;
        this.tailWidth = rest == 0 ? 0 : rest <= lanes.columns() ? lanes.columns() : wide;
        boolean tailInPlace = b != null && (rest == tailWidth || reaches(b, bo + (k - 1L) * pitch + n - rest + tailWidth));
        int room = (b == null ? k * fullPanels * wide : 0) + (tailInPlace ? 0 : k * tailWidth);
        this.leased = room == 0 ? null : BufferPool.shared().takeFloats(room);
        float[] packed = leased == null ? new float[0] : leased;
        this.whole = b == null ? packed : b;
        this.wholeOffset = b == null ? 0 : bo;
        this.wholeStep = b == null ? k * wide : wide;
        this.wholeStride = b == null ? wide : pitch;
        this.tail = b != null && tailInPlace ? b : packed;
        this.tailOffset = tailInPlace ? bo + fullPanels * wide : b == null ? k * fullPanels * wide : 0;
        this.tailStride = tailInPlace ? pitch : tailWidth;
    }

    private final int tailStride;

    private static boolean reaches(float[] b, long end) {
        return end <= b.length;
    }

    /**
     * The panels of {@code b[k×n]}. What is beyond the last column is what follows it in {@code b}; only where there is nothing
     * more, the last panel is copied.
     */
    static Panels inPlace(GemmLanes lanes, int k, int n, float[] b, int bo) {
        return inPlace(lanes, k, n, n, b, bo);
    }

    /** The same of n columns of a matrix whose rows are {@code pitch} floats apart. */
    static Panels inPlace(GemmLanes lanes, int k, int n, int pitch, float[] b, int bo) {
        Panels panels = new Panels(lanes, k, n, pitch, b, bo);
        if (panels.leased != null) {
            panels.packTail(b, bo);
        }
        return panels;
    }

    /** The panels of {@code b[k×n]}, each one contiguous. */
    static Panels packed(GemmLanes lanes, int k, int n, float[] b, int bo) {
        return packed(lanes, k, n, n, b, bo);
    }

    /** The same of n columns of a matrix whose rows are {@code pitch} floats apart. */
    static Panels packed(GemmLanes lanes, int k, int n, int pitch, float[] b, int bo) {
        if (n == pitch && (n == lanes.columns() || n == 2 * lanes.columns())) {
            return inPlace(lanes, k, n, b, bo);
        }
        Panels panels = new Panels(lanes, k, n, pitch, null, 0);
        WorkerPool.run(panels.packTasks(), p -> panels.packRows(p, b, bo));
        return panels;
    }

    /**
     * The panels of a matrix of {@code blocks.length · rows} rows: block t holds the transpose of the {@code n × rows} matrix
     * at {@code b[bo + blocks[t]]}, whose own rows are {@code pitch} floats apart.
     */
    static Panels transposed(GemmLanes lanes, int[] blocks, int rows, int n, int pitch, float[] b, int bo) {
        Panels panels = new Panels(lanes, blocks.length * rows, n, pitch, null, 0);
        WorkerPool.run(panels.packTasks(), p -> {
            for (int q = panels.firstOfTask(p); q < panels.firstOfTask(p + 1); q++) {
                for (int t = 0; t < blocks.length; t++) {
                    panels.packTransposed(q, t * rows, rows, b, bo + blocks[t]);
                }
            }
        });
        return panels;
    }

    int count() {
        return fullPanels + (tailWidth == 0 ? 0 : 1);
    }

    int width(int p) {
        return p < fullPanels ? wide : tailWidth;
    }

    /** Columns of the panel that are columns of the matrix. */
    int columns(int p) {
        return Math.min(wide, n - p * wide);
    }

    int firstColumn(int p) {
        return p * wide;
    }

    float[] array(int p) {
        return p < fullPanels ? whole : tail;
    }

    int offset(int p) {
        return p < fullPanels ? wholeOffset + p * wholeStep : tailOffset;
    }

    int stride(int p) {
        return p < fullPanels ? wholeStride : tailStride;
    }

    int n() {
        return n;
    }

    @Override
    public void close() {
        if (leased != null) {
            BufferPool.shared().give(leased);
        }
    }

    private int packTasks() {
        return (long) k * n < 1 << 15 ? 1 : Math.min(16, count());
    }

    private int firstOfTask(int task) {
        return (int) ((long) count() * task / packTasks());
    }

    private void packRows(int task, float[] b, int bo) {
        for (int p = firstOfTask(task); p < firstOfTask(task + 1); p++) {
            pack(p, b, bo);
        }
    }

    private void packTail(float[] b, int bo) {
        pack(fullPanels, b, bo);
    }

    private void pack(int p, float[] b, int bo) {
        float[] to = array(p);
        int width = width(p);
        int columns = columns(p);
        int o = offset(p);
        int from = bo + firstColumn(p);
        for (int i = 0; i < k; i++, o += width, from += pitch) {
            System.arraycopy(b, from, to, o, columns);
            Arrays.fill(to, o + columns, o + width, 0f);
        }
    }

    /** The panel is written row by row; what is read for one row of it is in the cache for the next. */
    private void packTransposed(int p, int firstRow, int rows, float[] b, int bo) {
        float[] to = array(p);
        int width = width(p);
        int columns = columns(p);
        int o = offset(p) + firstRow * width;
        int from = bo + firstColumn(p) * pitch;
        for (int i = 0; i < rows; i++, o += width) {
            int j = 0;
            for (int f = from + i; j < columns - 3; j += 4, f += 4 * pitch) {
                float b0 = b[f];
                float b1 = b[f + pitch];
                float b2 = b[f + 2 * pitch];
                float b3 = b[f + 3 * pitch];
                to[o + j] = b0;
                to[o + j + 1] = b1;
                to[o + j + 2] = b2;
                to[o + j + 3] = b3;
            }
            for (; j < columns; j++) {
                to[o + j] = b[from + j * pitch + i];
            }
            Arrays.fill(to, o + columns, o + width, 0f);
        }
    }
}
