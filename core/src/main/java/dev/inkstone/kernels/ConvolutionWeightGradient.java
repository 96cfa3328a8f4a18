package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.memory.Arena;
import dev.inkstone.memory.BufferPool;

/** The gradient of the weights: a sum over all output pixels of the batch; of several groups side by side. */
final class ConvolutionWeightGradient {
    /** Images whose pixels are added up one after the other; such sums are then combined by a tree. */
    static final int IMAGES_PER_CHUNK = 16;

    private final GemmLanes lanes;

    ConvolutionWeightGradient(GemmLanes lanes) {
        this.lanes = lanes;
    }

    void run(Conv2dGeometry g, float[] x, int xo, float[] gy, int gyo, float[] gw, int gwo) {
        Frame frame = ConvolutionForward.frame(g);
        int pixels = g.outHeight() * g.outWidth();
        int terms = g.taps() * g.groupInputs();
        try (Arena scratch = new Arena()) {
            int[] steps = scratch.ints(pixels);
            ConvolutionForward.windows(g, frame, steps);
            if (WindowProducts.suit(lanes, g)) {
                sum(g, frame, new WindowProducts(lanes, g, frame, steps), x, xo, gy, gyo, gw, gwo);
                return;
            }
            sum(g, frame, pixels, terms, steps, taps(g, frame, scratch.ints(terms)), x, xo, gy, gyo, gw, gwo);
        }
    }

    private void sum(
            Conv2dGeometry g,
            Frame frame,
            WindowProducts products,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] gw,
            int gwo) {
        int image = g.outHeight() * g.outWidth() * g.outChannels();
        int chunk = Math.min(g.batch(), IMAGES_PER_CHUNK);
        float[] c = BufferPool.shared().takeFloats(products.rows() * products.columns());
        ChunkSums.sum(
                Walk.ceilDiv(g.batch(), IMAGES_PER_CHUNK),
                products.rows(),
                1,
                products.columns(),
                products.columns(),
                2L * image * products.columns() * chunk,
                lanes.outerRows(),
                (q, r0, r1, to, o) -> {
                    int from = q * IMAGES_PER_CHUNK;
                    int end = Math.min(g.batch(), from + IMAGES_PER_CHUNK);
                    float[] copy =
                            frame.inPlace() ? x : BufferPool.shared().takeFloats(frame.frameHeight() * frame.pitch());
                    try (Workspace w = new Workspace(lanes)) {
                        for (int i = from; i < end; i++) {
                            int start = frame.place(x, xo + i * frame.imageSize(), copy);
                            products.add(w.tile, r0, r1, copy, start, gy, gyo + i * image, i == from, to, o);
                        }
                    }
                    if (copy != x) {
                        BufferPool.shared().give(copy);
                    }
                },
                c,
                0);
        products.store(c, gw, gwo);
        BufferPool.shared().give(c);
    }

    private static int[] taps(Conv2dGeometry g, Frame frame, int[] taps) {
        int[] pixelTaps = ConvolutionForward.taps(g, frame);
        for (int i = 0; i < taps.length; i++) {
            taps[i] = pixelTaps[i / g.groupInputs()] + i % g.groupInputs();
        }
        return taps;
    }

    private void sum(
            Conv2dGeometry g,
            Frame frame,
            int pixels,
            int terms,
            int[] steps,
            int[] taps,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] gw,
            int gwo) {
        int chunks = Math.max(1, Walk.ceilDiv(g.batch(), IMAGES_PER_CHUNK));
        long flops = 2L * pixels * terms * g.outChannels() * Math.min(g.batch(), IMAGES_PER_CHUNK);
        try (OuterProducts products = new OuterProducts(lanes, taps, terms, g.groupOutputs(), g.groups())) {
            ChunkSums.sum(
                    chunks,
                    terms,
                    g.groups(),
                    products.pitch(),
                    g.outChannels(),
                    flops,
                    lanes.tileRows(),
                    (q, r0, r1, to, o) -> {
                        int end = Math.min(g.batch(), (q + 1) * IMAGES_PER_CHUNK);
                        try (Workspace w = new Workspace(lanes)) {
                            images(
                                    g,
                                    w,
                                    products,
                                    frame,
                                    q * IMAGES_PER_CHUNK,
                                    end,
                                    r0,
                                    r1,
                                    x,
                                    xo,
                                    steps,
                                    gy,
                                    gyo,
                                    to,
                                    o);
                        }
                    },
                    gw,
                    gwo);
        }
    }

    private static void images(
            Conv2dGeometry g,
            Workspace w,
            OuterProducts products,
            Frame frame,
            int from,
            int to,
            int r0,
            int r1,
            float[] x,
            int xo,
            int[] steps,
            float[] gy,
            int gyo,
            float[] sum,
            int so) {
        int pixels = g.outHeight() * g.outWidth();
        float[] copy = frame.inPlace() ? x : BufferPool.shared().takeFloats(frame.frameHeight() * frame.pitch());
        for (int i = from; i < to; i++) {
            int base = frame.place(x, xo + i * frame.imageSize(), copy);
            int d = gyo + i * pixels * g.outChannels();
            for (int q = 0; q < g.groups(); q++) {
                products.target(w, sum, so + q * (products.pitch() / g.groups()));
                products.add(
                        w,
                        r0,
                        r1,
                        copy,
                        base + q * g.groupInputs(),
                        steps,
                        pixels,
                        gy,
                        d + q * g.groupOutputs(),
                        i == from);
            }
        }
        if (copy != x) {
            BufferPool.shared().give(copy);
        }
    }
}
