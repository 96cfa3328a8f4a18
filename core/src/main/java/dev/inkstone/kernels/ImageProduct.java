package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.memory.BufferPool;

/**
 * Slides windows over framed images and multiplies each by a matrix: an im2col that is never written down. Forward
 * convolution has one phase; the input gradient of a strided one has one for each position within a stride.
 */
final class ImageProduct {
    /** A band's part of the frame should fit the second-level cache beside weights and output. */
    private static final int BAND_FLOATS = 1 << 16;

    private final GemmLanes lanes;
    private final Frame frame;
    private final Phase[] phases;
    private final int windowRows;
    private final int bandStep;
    private final boolean inOrder;
    private final Pixels pixels;

    /**
     * @param windowRows rows of windows in the phase that has most
     * @param bandStep frame rows from one row of windows to the next
     * @param inOrder whether the rows of the only phase are the pixels of the output, one after the other
     */
    ImageProduct(
            GemmLanes lanes,
            Frame frame,
            Phase[] phases,
            int windowRows,
            int bandStep,
            boolean inOrder,
            Pixels pixels) {
        this.lanes = lanes;
        this.frame = frame;
        this.phases = phases;
        this.windowRows = windowRows;
        this.bandStep = bandStep;
        this.inOrder = inOrder;
        this.pixels = pixels;
    }

    /**
     * Windows with the same taps. Row i of the products starts at {@code aStart + aRows[i]} of the frame and goes to {@code
     * cStart + cRows[i]} of the output image; rows are listed by the row of windows they belong to.
     */
    record Phase(
            Products product,
            int[] aRows,
            int aStart,
            int[] cRows,
            int cStart,
            int firstWindowRow,
            int lastWindowRow,
            int windowsPerRow,
            int firstFrameRow,
            int lastFrameRow) {}

    /** Computes some columns of the output. */
    interface Products {
        /** Does {@code rows} rows, at most {@link RowProduct#BLOCK_ROWS}, from row {@code first} of the lists on. */
        void block(Workspace w, int first, int rows);
    }

    /** How many pixels of the output come before a row of windows. */
    interface Pixels {
        /** Counts them. */
        int before(int windowRow);
    }

    /** Called for products that are complete: {@code rows} rows of the output from {@code c[co]} on. */
    interface Completed {
        /** Takes them on. */
        void rows(int rows, float[] c, int co);
    }

    /**
     * @param outSize floats of one output image
     * @param n columns of the matrix
     * @param flops the work of one image
     */
    void run(int batch, float[] x, int xo, float[] y, int yo, int outSize, int n, long flops, Completed completed) {
        int wanted = ProductSplit.wanted(flops * batch);
        int byCache = (int) Math.max(1, BAND_FLOATS / Math.max(1, (long) frame.pitch() * bandStep));
        int byThreads = Walk.ceilDiv(windowRows, Math.max(1, Math.min(wanted, 16) / Math.max(1, batch)));
        int bandRows = Math.min(byCache, byThreads);
        int bands = Walk.ceilDiv(windowRows, bandRows);
        int together = bands > 1 ? 1 : Math.max(1, batch / wanted);
        ProductSplit.run(flops * batch, Walk.ceilDiv(batch, together) * bands, task -> {
            int image = task / bands * together;
            int from = task % bands * bandRows;
            try (Workspace w = new Workspace(lanes)) {
                for (int i = image; i < Math.min(batch, image + together); i++) {
                    w.c = y;
                    w.cBase = yo + i * outSize;
                    band(w, x, xo + i * frame.imageSize(), from, Math.min(windowRows, from + bandRows), n, completed);
                }
            }
        });
    }

    private void band(Workspace w, float[] x, int xo, int from, int to, int n, Completed completed) {
        if (frame.inPlace()) {
            w.a = x;
            w.aBase = xo;
            products(w, from, to, n, completed);
            return;
        }
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (Phase p : phases) {
            first = Math.min(first, p.firstFrameRow + from * bandStep);
            last = Math.max(last, p.lastFrameRow + (to - 1) * bandStep + 1);
        }
        first = Math.max(0, first);
        last = Math.max(first, Math.min(frame.frameHeight(), last));
        float[] copy = BufferPool.shared().takeFloats((last - first) * frame.pitch());
        frame.copyRows(x, xo, first, last, copy);
        w.a = copy;
        w.aBase = -first * frame.pitch();
        products(w, from, to, n, completed);
        BufferPool.shared().give(copy);
    }

    private void products(Workspace w, int from, int to, int n, Completed completed) {
        int a = w.aBase;
        int c = w.cBase;
        for (Phase p : phases) {
            w.aBase = a + p.aStart;
            w.cBase = c + p.cStart;
            int begin = (Math.max(from, p.firstWindowRow) - p.firstWindowRow) * p.windowsPerRow;
            int end = (Math.min(to, p.lastWindowRow) - p.firstWindowRow) * p.windowsPerRow;
            w.aRows = p.aRows;
            w.cRows = p.cRows;
            for (int r = begin; r < end; r += RowProduct.BLOCK_ROWS) {
                int rows = Math.min(RowProduct.BLOCK_ROWS, end - r);
                p.product.block(w, r, rows);
                if (inOrder) {
                    completed.rows(rows, w.c, c + r * n);
                }
            }
        }
        w.aBase = a;
        w.cBase = c;
        if (!inOrder) { // each of them has some pixels, or some channels, of the band
            int first = pixels.before(from);
            completed.rows(pixels.before(to) - first, w.c, c + first * n);
        }
    }
}
