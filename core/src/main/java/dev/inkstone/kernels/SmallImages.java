package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Convolutions of many small images, where much of what windows see is padding. The rows of a product are the same pixel of
 * all images: they have the same taps on the padding, and these are left out. Images are read in place, without a frame.
 *
 * <p>A term that is left out is +0 · w. It would have changed nothing but a sum of −0, which it may have made +0, or of anything
 * if w is no number: so weights are looked at first, and sums that end as −0, which takes an underflow, are not accepted.
 */
final class SmallImages {
    /** The least share of padding that makes up for rows being far from each other. */
    private static final double LEAST_PADDING = 0.17;

    /** Tiles of images that a task has at least. */
    private static final int LEAST_TILES = 2;

    private static final int MOST_TASKS = 32;

    /** Places that a first-level cache has for addresses 4 kB apart: so many rows at such distances do not evict each other. */
    private static final int CACHE_WAYS = 8;

    private final GemmLanes lanes;
    private final Finish finish;
    private final Conv2dGeometry g;
    private final int[] taps;
    private final int imageSize;
    private final int outSize;

    /** Of a convolution that {@link #suits}. */
    SmallImages(GemmLanes lanes, Finish finish, Conv2dGeometry g) {
        this.lanes = lanes;
        this.finish = finish;
        this.g = g;
        this.imageSize = g.inHeight() * g.inWidth() * g.inChannels();
        this.outSize = g.outHeight() * g.outWidth() * g.outChannels();
        this.taps = new int[g.taps()];
        for (int i = 0; i < taps.length; i++) {
            int row = i / g.kernelWidth() * g.dilationHeight();
            int column = i % g.kernelWidth() * g.dilationWidth();
            taps[i] = (row * g.inWidth() + column) * g.inChannels();
        }
    }

    /** Whether this way is likely to be the faster one, and all weights are numbers. */
    static boolean suits(GemmLanes lanes, Conv2dGeometry g, float[] w, int wo) {
        int imageSize = g.inHeight() * g.inWidth() * g.inChannels();
        boolean apart = lanes.tileRows() <= CACHE_WAYS
                || imageSize % 1024 != 0 && g.outHeight() * g.outWidth() * g.outChannels() % 1024 != 0;
        return g.groups() == 1
                && g.batch() >= LEAST_TILES * lanes.tileRows()
                && g.kernelWidth() * g.inChannels() >= 16
                && apart
                && Span.rows(g).share() * Span.columns(g).share() <= 1 - LEAST_PADDING
                && Magnitudes.of(lanes, g.weights(), w, wo).areNumbers();
    }

    /** Computes y; false if a bit of it is uncertain. */
    boolean run(float[] x, int xo, Panels panels, Epilogue e, float[] y, int yo) {
        long flops = 2L * g.batch() * outSize * g.taps() * g.inChannels();
        int wanted = Math.min(MOST_TASKS, ProductSplit.wanted(flops));
        int tiles = Walk.ceilDiv(g.batch(), Walk.ceilDiv(wanted, g.outHeight()) * lanes.tileRows());
        int images = Math.min(RowProduct.BLOCK_ROWS, Math.max(LEAST_TILES, tiles) * lanes.tileRows());
        int blocks = Walk.ceilDiv(g.batch(), images);
        int[] xRows = new int[images];
        int[] yRows = new int[images];
        for (int i = 0; i < images; i++) {
            xRows[i] = i * imageSize;
            yRows[i] = i * outSize;
        }
        boolean exact = isExact(e);
        AtomicBoolean certain = new AtomicBoolean(true);
        ProductSplit.run(flops, g.outHeight() * blocks, task -> {
            int first = task / g.outHeight() * images;
            try (Workspace w = new Workspace(lanes)) {
                w.a = x;
                w.aBase = xo + first * imageSize;
                w.aRows = xRows;
                w.c = y;
                w.cBase = yo + first * outSize;
                w.cRows = yRows;
                if (!row(w, task % g.outHeight(), Math.min(images, g.batch() - first), panels, e, exact)) {
                    certain.set(false);
                }
            }
        });
        return certain.get();
    }

    /** One row of the output of {@code images} images. */
    private boolean row(Workspace w, int oh, int images, Panels panels, Epilogue e, boolean exact) {
        int a = w.aBase;
        int c = w.cBase;
        int n = g.outChannels();
        Span rows = Span.rows(g);
        Span columns = Span.columns(g);
        RowProduct product = null;
        boolean certain = true;
        for (int ow = 0; ow < g.outWidth(); ow++) {
            if (product == null || !columns.isLikeBefore(ow)) {
                Walk walk = Walk.ofWindow(
                        taps,
                        g.kernelWidth(),
                        rows.first(oh),
                        rows.end(oh),
                        columns.first(ow),
                        columns.end(ow),
                        g.inChannels());
                product = new RowProduct(lanes, panels, walk);
            }
            w.aBase = a + (rows.start(oh) * g.inWidth() + columns.start(ow)) * g.inChannels();
            w.cBase = c + (oh * g.outWidth() + ow) * n;
            product.block(w, 0, images, 0, panels.count());
            for (int i = 0; i < images; i++) {
                int at = w.cBase + i * outSize;
                certain &= exact || !hasNegativeZero(n, w.c, at);
                finish.columns(e, 1, n, 0, n, w.c, at);
            }
        }
        return certain;
    }

    /** Whether the sign of a sum of 0 makes no difference. */
    private boolean isExact(Epilogue e) {
        float[] bias = e.bias();
        return bias != null && !hasNegativeZero(g.outChannels(), bias, e.biasOffset());
    }

    private static boolean hasNegativeZero(int n, float[] x, int xo) {
        int least = 0;
        for (int i = 0; i < n; i++) {
            least = Math.min(least, Float.floatToRawIntBits(x[xo + i]));
        }
        return least == Integer.MIN_VALUE;
    }

    /** One axis: output i reads the input at {@code start(i) + tap · dilation}, with those taps that are inside. */
    private record Span(int in, int out, int kernel, int stride, int dilation, int pad) {
        static Span rows(Conv2dGeometry g) {
            return new Span(
                    g.inHeight(), g.outHeight(), g.kernelHeight(), g.strideHeight(), g.dilationHeight(), g.padTop());
        }

        static Span columns(Conv2dGeometry g) {
            return new Span(
                    g.inWidth(), g.outWidth(), g.kernelWidth(), g.strideWidth(), g.dilationWidth(), g.padLeft());
        }

        int start(int i) {
            return i * stride - pad;
        }

        int first(int i) {
            return Math.min(kernel, Walk.ceilDiv(Math.max(0, -start(i)), dilation));
        }

        int end(int i) {
            return Math.max(first(i), Math.min(kernel, Walk.ceilDiv(Math.max(0, in - start(i)), dilation)));
        }

        boolean isLikeBefore(int i) {
            return first(i) == first(i - 1) && end(i) == end(i - 1);
        }

        /** How many of all taps are inside. */
        double share() {
            int inside = 0;
            for (int i = 0; i < out; i++) {
                inside += end(i) - first(i);
            }
            return inside / ((double) out * kernel);
        }
    }
}
