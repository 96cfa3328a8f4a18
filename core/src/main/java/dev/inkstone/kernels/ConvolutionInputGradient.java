package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Lanes;
import dev.inkstone.memory.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the input, gathered, never scattered. Input pixel h gets a term from tap kh where {@code h + padTop = kh ·
 * dilation + oh · stride}. So pixels with the same remainder of {@code h + padTop} by the stride share their taps: each such
 * phase is a stride-1 convolution of a framed gy with its share of the weights, flipped, and writes interleaved pixels. Several
 * groups of channels are several products for each phase. {@link PixelBlocks} has all phases of stride 2 at once. A transposed
 * convolution is the same sum, with an epilogue.
 */
final class ConvolutionInputGradient {
    private final Lanes lanes;
    private final Finish finish;
    private final SideBySide sideBySide;

    ConvolutionInputGradient(Lanes lanes) {
        this.lanes = lanes;
        this.finish = new Finish(lanes.gemm(), lanes.pointwise());
        this.sideBySide = new SideBySide(new ConvolutionForward(lanes));
    }

    void run(Conv2dGeometry g, float[] gy, int gyo, float[] w, int wo, Epilogue e, float[] gx, int gxo) {
        boolean strided = g.strideHeight() > 1 || g.strideWidth() > 1;
        Conv2dGeometry flipped = flipped(g);
        SideBySide.Weights weights = (kh, kw, in, out) ->
                w[wo + ((g.taps() - 1 - kh * g.kernelWidth() - kw) * g.inChannels() + out) * g.outChannels() + in];
        if (!strided && sideBySide.run(lanes.gemm(), flipped, gy, gyo, w, wo, weights, e, gx, gxo)) {
            return;
        }
        if (strided
                || !SmallImages.suits(lanes.gemm(), flipped, w, wo)
                || !small(flipped, gy, gyo, w, wo, e, gx, gxo)) {
            frames(g, gy, gyo, w, wo, e, gx, gxo);
        }
    }

    /** The gradient of a convolution of stride 1 is one as well, of gy by the flipped kernel. */
    private static Conv2dGeometry flipped(Conv2dGeometry g) {
        return new Conv2dGeometry(
                g.batch(),
                g.outHeight(),
                g.outWidth(),
                g.outChannels(),
                g.kernelHeight(),
                g.kernelWidth(),
                g.inChannels(),
                1,
                1,
                g.dilationHeight(),
                g.dilationWidth(),
                (g.kernelHeight() - 1) * g.dilationHeight() - g.padTop(),
                (g.kernelWidth() - 1) * g.dilationWidth() - g.padLeft(),
                g.inHeight(),
                g.inWidth(),
                g.groups());
    }

    private boolean small(Conv2dGeometry g, float[] gy, int gyo, float[] w, int wo, Epilogue e, float[] gx, int gxo) {
        int size = g.inChannels() * g.outChannels();
        int[] blocks = new int[g.taps()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = (blocks.length - 1 - i) * size;
        }
        try (Panels panels =
                Panels.transposed(lanes.gemm(), blocks, g.inChannels(), g.outChannels(), g.inChannels(), w, wo)) {
            return new SmallImages(lanes.gemm(), finish, g).run(gy, gyo, panels.filled(), e, gx, gxo);
        }
    }

    private void frames(Conv2dGeometry g, float[] gy, int gyo, float[] w, int wo, Epilogue e, float[] gx, int gxo) {
        Axis rows = Axis.rows(g);
        Axis columns = Axis.columns(g);
        Frame frame = new Frame(
                g.outHeight(),
                g.outWidth(),
                g.outChannels(),
                rows.before(),
                columns.before(),
                rows.frame(),
                columns.frame(),
                1,
                g.isDepthwise() ? g.groupOutputs() : 1);
        List<Panels> panels = new ArrayList<>();
        List<ImageProduct.Phase> phases = new ArrayList<>();
        boolean blocks = PixelBlocks.suit(lanes.gemm(), g);
        try (Arena scratch = new Arena()) {
            for (int i = 0; i < (blocks ? 1 : rows.phases() * columns.phases()); i++) {
                int ph = i / columns.phases();
                int pw = i % columns.phases();
                if (rows.count(ph) > 0 && columns.count(pw) > 0) {
                    phases.addAll(phase(g, frame, rows, columns, ph, pw, w, wo, panels, scratch));
                }
            }
            int size = g.inHeight() * g.inWidth() * g.inChannels();
            int n = g.inChannels();
            long flops = 2L * size * g.groupOutputs() * g.taps() / rows.stride() / columns.stride();
            new ImageProduct(
                            lanes.gemm(),
                            frame,
                            phases.toArray(new ImageProduct.Phase[0]),
                            rows.last() - rows.first() + 1,
                            1,
                            phases.size() == 1 && !blocks,
                            windowRow -> rows.pixelsBefore(windowRow) * g.inWidth())
                    .run(
                            g.batch(),
                            gy,
                            gyo,
                            gx,
                            gxo,
                            size,
                            n,
                            g.isDepthwise() ? flops * DepthwiseProducts.COST : flops,
                            (count, c, co) -> finish.columns(e, count, n, 0, n, c, co));
        } finally {
            panels.forEach(Panels::close);
        }
    }

    private List<ImageProduct.Phase> phase(
            Conv2dGeometry g,
            Frame frame,
            Axis rows,
            Axis columns,
            int ph,
            int pw,
            float[] w,
            int wo,
            List<Panels> panels,
            Arena scratch) {
        int[] kh = rows.taps(ph);
        int[] kw = columns.taps(pw);
        int[] taps = new int[kh.length * kw.length];
        int[] blocks = new int[taps.length];
        for (int i = 0; i < taps.length; i++) {
            int h = kh[i / kw.length];
            int v = kw[i % kw.length];
            taps[i] = -rows.distance(h) * frame.pitch() - columns.distance(v) * g.outChannels();
            blocks[i] = (h * g.kernelWidth() + v) * g.groupInputs() * g.outChannels();
        }
        int pixels = rows.count(ph) * columns.count(pw);
        int[] aRows = scratch.ints(pixels);
        int[] cRows = scratch.ints(pixels);
        for (int i = 0; i < pixels; i++) {
            int qh = rows.from(ph) + i / columns.count(pw);
            int qw = columns.from(pw) + i % columns.count(pw);
            aRows[i] = (qh + rows.before()) * frame.pitch() + (qw + columns.before()) * g.outChannels();
            cRows[i] = (rows.pixel(qh, ph) * g.inWidth() + columns.pixel(qw, pw)) * g.inChannels();
        }
        int nearest = rows.first() + rows.before();
        List<ImageProduct.Phase> groups = new ArrayList<>();
        for (ImageProduct.Products products : products(g, taps, blocks, w, wo, panels, scratch)) {
            groups.add(new ImageProduct.Phase(
                    products,
                    aRows,
                    groups.size() * g.groupOutputs(),
                    cRows,
                    groups.size() * g.groupInputs(),
                    rows.from(ph) - rows.first(),
                    rows.from(ph) - rows.first() + rows.count(ph),
                    columns.count(pw),
                    nearest - rows.distance((rows.kernel() - 1)),
                    nearest));
        }
        return groups;
    }

    /** One product for each group; one for all channels of a depthwise convolution, and for blocks of all phases. */
    private List<ImageProduct.Products> products(
            Conv2dGeometry g, int[] taps, int[] blocks, float[] w, int wo, List<Panels> panels, Arena scratch) {
        if (g.isDepthwise()) {
            return List.of(depthwise(g, taps, blocks, w, wo, scratch));
        }
        if (PixelBlocks.suit(lanes.gemm(), g)) {
            return List.of(new PixelBlocks(lanes.gemm(), g, taps, w, wo, scratch));
        }
        Walk walk = Walk.ofTaps(taps, g.groupOutputs(), lanes.gemm().leastRun());
        List<ImageProduct.Products> products = new ArrayList<>();
        for (int q = 0; q < g.groups(); q++) {
            Panels flipped = Panels.transposed(
                    lanes.gemm(),
                    blocks,
                    g.groupOutputs(),
                    g.groupInputs(),
                    g.outChannels(),
                    w,
                    wo + q * g.groupOutputs());
            panels.add(flipped);
            products.add(new RowProduct(lanes.gemm(), flipped.filled(), walk).allColumns());
        }
        return products;
    }

    /** The outputs m of each channel are terms one after the other: plane m of the frame, and every m-th weight. */
    private ImageProduct.Products depthwise(
            Conv2dGeometry g, int[] taps, int[] blocks, float[] w, int wo, Arena scratch) {
        int n = g.inChannels();
        int outputs = g.groupOutputs();
        int[] steps = new int[taps.length * outputs];
        float[] weights = scratch.floats(steps.length * n);
        for (int i = 0; i < steps.length; i++) {
            int m = i % outputs;
            steps[i] = taps[i / outputs] + m * n;
            for (int c = 0; c < n; c++) {
                weights[i * n + c] = w[wo + blocks[i / outputs] + c * outputs + m];
            }
        }
        return new DepthwiseProducts(lanes.depthwise(), steps, n, weights, 0);
    }

    /** One axis: pixel h of the input is {@code q · stride + phase - pad}, and q - (kh · dilation) / stride is its oh. */
    private record Axis(int in, int kernel, int stride, int dilation, int pad) {
        static Axis rows(Conv2dGeometry g) {
            return new Axis(g.inHeight(), g.kernelHeight(), g.strideHeight(), g.dilationHeight(), g.padTop());
        }

        static Axis columns(Conv2dGeometry g) {
            return new Axis(g.inWidth(), g.kernelWidth(), g.strideWidth(), g.dilationWidth(), g.padLeft());
        }

        /** The phases that have pixels are among the first of these; a stride may be longer than the axis. */
        int phases() {
            return Math.min(stride, in + pad);
        }

        /** The first q of all phases. */
        int first() {
            return pad / stride;
        }

        /** The last q of all phases. */
        int last() {
            return (in - 1 + pad) / stride;
        }

        /** How many pixels belong to the rows of q, from the first one on, in front of one of them. */
        int pixelsBefore(int row) {
            return (int) Math.max(0, Math.min(in, ((long) first() + row) * stride - pad));
        }

        /** The first q of a phase. */
        int from(int phase) {
            return Walk.ceilDiv(Math.max(0, pad - phase), stride);
        }

        /** How many pixels a phase has. */
        int count(int phase) {
            int end = in - 1 + pad - phase;
            return end < 0 ? 0 : end / stride + 1 - from(phase);
        }

        int pixel(int q, int phase) {
            return q * stride + phase - pad;
        }

        /** How far in front of q tap k reads. */
        int distance(int k) {
            return k * dilation / stride;
        }

        /** Zeros needed in front of gy. */
        int before() {
            return Math.max(0, distance(kernel - 1) - first());
        }

        int frame() {
            return before() + last() + 1;
        }

        /** The taps of a phase, the one that reads first in front. */
        int[] taps(int phase) {
            int[] taps = new int[kernel];
            int count = 0;
            for (int k = kernel - 1; k >= 0; k--) {
                if (k * dilation % stride == phase) {
                    taps[count++] = k;
                }
            }
            return java.util.Arrays.copyOf(taps, count);
        }
    }
}
