package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Lanes;
import dev.inkstone.memory.Arena;
import java.util.ArrayList;
import java.util.List;

/** The forward convolution: one row of products per output pixel, and per group of channels. */
final class ConvolutionForward {
    private final Lanes lanes;
    private final Finish finish;

    ConvolutionForward(Lanes lanes) {
        this.lanes = lanes;
        this.finish = new Finish(lanes.gemm(), lanes.pointwise());
    }

    void run(Conv2dGeometry g, float[] x, int xo, float[] w, int wo, Epilogue e, float[] y, int yo) {
        SideBySide.Weights weights = (kh, kw, in, out) ->
                w[wo + ((kh * g.kernelWidth() + kw) * g.inChannels() + in) * g.outChannels() + out];
        if (new SideBySide(this).run(lanes.gemm(), g, x, xo, w, wo, weights, e, y, yo)) {
            return;
        }
        if (!SmallImages.suits(lanes.gemm(), g, w, wo) || !small(g, x, xo, w, wo, e, y, yo)) {
            frames(g, x, xo, w, wo, e, y, yo);
        }
    }

    private boolean small(Conv2dGeometry g, float[] x, int xo, float[] w, int wo, Epilogue e, float[] y, int yo) {
        int terms = g.taps() * g.inChannels();
        try (Panels panels = Panels.packed(lanes.gemm(), terms, g.outChannels(), w, wo)) {
            return new SmallImages(lanes.gemm(), finish, g).run(x, xo, panels.filled(), e, y, yo);
        }
    }

    /** Through a frame of padding around each image. */
    void frames(Conv2dGeometry g, float[] x, int xo, float[] w, int wo, Epilogue e, float[] y, int yo) {
        Frame frame = frame(g);
        int n = g.outChannels();
        int outRows = g.outHeight() * g.outWidth();
        List<Panels> panels = new ArrayList<>();
        try (Arena scratch = new Arena()) {
            int[] aRows = scratch.ints(outRows);
            int[] cRows = scratch.ints(outRows);
            windows(g, frame, aRows);
            for (int i = 0; i < outRows; i++) {
                cRows[i] = i * n;
            }
            int lastRow = (g.kernelHeight() - 1) * g.dilationHeight();
            ImageProduct.Products[] products = products(g, taps(g, frame), w, wo, panels);
            ImageProduct.Phase[] phases = new ImageProduct.Phase[products.length];
            for (int q = 0; q < phases.length; q++) {
                phases[q] = new ImageProduct.Phase(
                        products[q],
                        aRows,
                        q * g.groupInputs(),
                        cRows,
                        q * g.groupOutputs(),
                        0,
                        g.outHeight(),
                        g.outWidth(),
                        0,
                        lastRow);
            }
            long flops = 2L * outRows * g.weights() * (g.isDepthwise() ? DepthwiseProducts.COST : 1);
            new ImageProduct(
                            lanes.gemm(),
                            frame,
                            phases,
                            g.outHeight(),
                            g.strideHeight(),
                            phases.length == 1,
                            windowRow -> windowRow * g.outWidth())
                    .run(
                            g.batch(),
                            x,
                            xo,
                            y,
                            yo,
                            outRows * n,
                            n,
                            flops,
                            (rows, c, co) -> finish.columns(e, rows, n, 0, n, c, co));
        } finally {
            panels.forEach(Panels::close);
        }
    }

    /** One product for each group; one for all channels of a depthwise convolution. */
    private ImageProduct.Products[] products(Conv2dGeometry g, int[] taps, float[] w, int wo, List<Panels> panels) {
        int n = g.outChannels();
        if (g.isDepthwise()) {
            return new ImageProduct.Products[] {new DepthwiseProducts(lanes.depthwise(), taps, n, w, wo)};
        }
        Walk walk = Walk.ofTaps(taps, g.groupInputs(), lanes.gemm().leastRun());
        ImageProduct.Products[] products = new ImageProduct.Products[g.groups()];
        for (int q = 0; q < products.length; q++) {
            int terms = taps.length * g.groupInputs();
            Panels own = Panels.packed(lanes.gemm(), terms, g.groupOutputs(), n, w, wo + q * g.groupOutputs());
            panels.add(own);
            products[q] = new RowProduct(lanes.gemm(), own.filled(), walk).allColumns();
        }
        return products;
    }

    /** The input with as much padding as windows reach into; with each channel once for each of its outputs, if depthwise. */
    static Frame frame(Conv2dGeometry g) {
        int height = (g.outHeight() - 1) * g.strideHeight() + (g.kernelHeight() - 1) * g.dilationHeight() + 1;
        int width = (g.outWidth() - 1) * g.strideWidth() + (g.kernelWidth() - 1) * g.dilationWidth() + 1;
        int repeat = g.isDepthwise() ? g.groupOutputs() : 1;
        return new Frame(g.inHeight(), g.inWidth(), g.inChannels(), g.padTop(), g.padLeft(), height, width, repeat, 1);
    }

    /** Where the window of each output pixel starts. */
    static void windows(Conv2dGeometry g, Frame frame, int[] starts) {
        for (int oh = 0, i = 0; oh < g.outHeight(); oh++) {
            for (int ow = 0; ow < g.outWidth(); ow++) {
                starts[i++] = oh * g.strideHeight() * frame.pitch() + ow * g.strideWidth() * frame.pixel();
            }
        }
    }

    /** Where the taps (kh, kw) are, relative to the start of the window. */
    static int[] taps(Conv2dGeometry g, Frame frame) {
        int[] taps = new int[g.taps()];
        for (int i = 0; i < taps.length; i++) {
            int kh = i / g.kernelWidth();
            int kw = i % g.kernelWidth();
            taps[i] = kh * g.dilationHeight() * frame.pitch() + kw * g.dilationWidth() * frame.pixel();
        }
        return taps;
    }
}
