package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.memory.Arena;

/** The forward convolution: one row of products per output pixel. */
final class ConvolutionForward {
    private final GemmLanes lanes;
    private final Finish finish;

    ConvolutionForward(GemmLanes lanes, PointwiseLanes pointwise) {
        this.lanes = lanes;
        this.finish = new Finish(lanes, pointwise);
    }

    void run(Conv2dGeometry g, float[] x, int xo, float[] w, int wo, Epilogue e, float[] y, int yo) {
        Frame frame = frame(g);
        int n = g.outChannels();
        int outRows = g.outHeight() * g.outWidth();
        int terms = g.kernelHeight() * g.kernelWidth() * g.inChannels();
        try (Arena scratch = new Arena();
                Panels panels = Panels.packed(lanes, terms, n, w, wo)) {
            int[] aRows = scratch.ints(outRows);
            int[] cRows = scratch.ints(outRows);
            windows(g, frame, aRows);
            for (int i = 0; i < outRows; i++) {
                cRows[i] = i * n;
            }
            RowProduct product = new RowProduct(lanes, panels, Walk.ofTaps(taps(g, frame), g.inChannels()));
            int lastRow = (g.kernelHeight() - 1) * g.dilationHeight();
            ImageProduct.Phase phase = new ImageProduct.Phase(
                    product, panels.count(), aRows, cRows, 0, g.outHeight(), g.outWidth(), 0, lastRow);
            new ImageProduct(lanes, frame, new ImageProduct.Phase[] {phase}, g.outHeight(), g.strideHeight())
                    .run(
                            g.batch(),
                            x,
                            xo,
                            y,
                            yo,
                            outRows * n,
                            n,
                            2L * outRows * terms * n,
                            (rows, c, co) -> finish.columns(e, rows, n, 0, n, c, co));
        }
    }

    /** The input with as much padding as windows reach into. */
    static Frame frame(Conv2dGeometry g) {
        int height = (g.outHeight() - 1) * g.strideHeight() + (g.kernelHeight() - 1) * g.dilationHeight() + 1;
        int width = (g.outWidth() - 1) * g.strideWidth() + (g.kernelWidth() - 1) * g.dilationWidth() + 1;
        return new Frame(g.inHeight(), g.inWidth(), g.inChannels(), g.padTop(), g.padLeft(), height, width);
    }

    /** Where the window of each output pixel starts. */
    static void windows(Conv2dGeometry g, Frame frame, int[] starts) {
        for (int oh = 0, i = 0; oh < g.outHeight(); oh++) {
            for (int ow = 0; ow < g.outWidth(); ow++) {
                starts[i++] = oh * g.strideHeight() * frame.pitch() + ow * g.strideWidth() * g.inChannels();
            }
        }
    }

    /** Where the taps (kh, kw) are, relative to the start of the window. */
    static int[] taps(Conv2dGeometry g, Frame frame) {
        int[] taps = new int[g.kernelHeight() * g.kernelWidth()];
        for (int i = 0; i < taps.length; i++) {
            int kh = i / g.kernelWidth();
            int kw = i % g.kernelWidth();
            taps[i] = kh * g.dilationHeight() * frame.pitch() + kw * g.dilationWidth() * g.inChannels();
        }
        return taps;
    }
}
