package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.DepthwiseLanes;
import dev.inkstone.kernels.lanes.Lanes;
import dev.inkstone.kernels.lanes.Tile;
import dev.inkstone.memory.Arena;
import dev.inkstone.memory.BufferPool;

/** The gradient of the weights of a depthwise convolution: for each channel alone a sum over all output pixels of the batch. */
final class DepthwiseWeightGradient {
    /** As {@link ConvolutionWeightGradient#IMAGES_PER_CHUNK}; fewer, since chunks are all there is to share among threads. */
    static final int IMAGES_PER_CHUNK = 4;

    /** Pixels whose gradients stay in the first-level cache while all terms pass. */
    private static final int BLOCK = 256;

    /** A band's part of the frame should fit the second-level cache. */
    private static final int BAND_FLOATS = 1 << 16;

    private final DepthwiseLanes lanes;
    private final int zeros;

    DepthwiseWeightGradient(Lanes lanes) {
        this.lanes = lanes.depthwise();
        this.zeros = lanes.gemm().columns();
    }

    void run(Conv2dGeometry g, float[] x, int xo, float[] gy, int gyo, float[] gw, int gwo) {
        Frame frame = ConvolutionForward.frame(g);
        int pixels = g.outHeight() * g.outWidth();
        int n = g.outChannels();
        int chunks = Walk.ceilDiv(g.batch(), IMAGES_PER_CHUNK);
        long flops = 2L * pixels * g.weights() * Math.min(g.batch(), IMAGES_PER_CHUNK) * DepthwiseProducts.COST;
        int[] taps = ConvolutionForward.taps(g, frame);
        try (Arena scratch = new Arena()) {
            int[] windows = scratch.ints(pixels);
            ConvolutionForward.windows(g, frame, windows);
            ChunkSums.Piece piece = (q, r0, r1, to, o) -> {
                Tile t = tile(taps, windows, n, gy, to, o);
                int first = q * IMAGES_PER_CHUNK;
                for (int i = first; i < Math.min(g.batch(), first + IMAGES_PER_CHUNK); i++) {
                    image(t, g, frame, x, xo + i * frame.imageSize(), gyo + i * pixels * n, i == first);
                }
                BufferPool.shared().give(t.edge);
            };
            ChunkSums.sum(chunks, taps.length, 1, n, n, flops, taps.length, piece, gw, gwo);
        }
    }

    private Tile tile(int[] taps, int[] windows, int n, float[] gy, float[] sum, int so) {
        Tile t = new Tile(zeros);
        t.aRows = windows;
        t.steps = taps;
        t.count = taps.length;
        t.b = gy;
        t.bStride = n;
        t.c = sum;
        t.cBase = so;
        t.width = n;
        t.edge = BufferPool.shared().takeFloats(lanes.edge());
        return t;
    }

    private void image(Tile t, Conv2dGeometry g, Frame frame, float[] x, int xo, int gyo, boolean first) {
        if (frame.inPlace()) {
            t.a = x;
            t.aBase = xo;
            blocks(t, 0, g.outHeight() * g.outWidth(), gyo, first);
            return;
        }
        int bandRows = Math.max(1, BAND_FLOATS / Math.max(1, frame.pitch() * g.strideHeight()));
        int reach = (g.kernelHeight() - 1) * g.dilationHeight() + 1;
        for (int from = 0; from < g.outHeight(); from += bandRows) {
            int to = Math.min(g.outHeight(), from + bandRows);
            int top = from * g.strideHeight();
            int bottom = (to - 1) * g.strideHeight() + reach;
            float[] copy = BufferPool.shared().takeFloats((bottom - top) * frame.pitch());
            frame.copyRows(x, xo, top, bottom, copy);
            t.a = copy;
            t.aBase = -top * frame.pitch();
            blocks(t, from * g.outWidth(), to * g.outWidth(), gyo, first && from == 0);
            BufferPool.shared().give(copy);
        }
    }

    /** Output pixels {@code from … to} of an image. */
    private void blocks(Tile t, int from, int to, int gyo, boolean zero) {
        for (int p = from; p < to; p += BLOCK) {
            t.aRow = p;
            t.rows = Math.min(BLOCK, to - p);
            t.bOffset = gyo + p * t.bStride;
            t.startAtZero(zero && p == from);
            lanes.products(t);
        }
    }
}
