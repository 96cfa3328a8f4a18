package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;

/**
 * The weight gradient of one image, added to C: a row for each output channel, in it the rows of the window one after the
 * other, each of them a run of {@code kw · inC} neighbouring floats of the framed image. So the lanes lie along the window, and
 * the gradients of neighbouring output channels are neighbouring rows.
 */
final class WindowProducts {
    /** Pixels per call of a body: what they read stays in the first-level cache while all tiles pass. */
    private static final int BLOCK = 128;

    /** Where C is larger, loading and storing it for each block of pixels costs more than this way saves. */
    private static final int MOST_WEIGHTS = 1 << 17;

    private final GemmLanes lanes;
    private final Conv2dGeometry g;
    private final Frame frame;
    private final int[] windows;
    private final int run;

    /** @param windows where the window of each output pixel starts */
    WindowProducts(GemmLanes lanes, Conv2dGeometry g, Frame frame, int[] windows) {
        this.lanes = lanes;
        this.g = g;
        this.frame = frame;
        this.windows = windows;
        this.run = run(g);
    }

    /** Whether a window has several rows or columns of whole vectors, there are enough output channels, and not too many weights. */
    static boolean suit(GemmLanes lanes, Conv2dGeometry g) {
        return g.groups() == 1
                && g.taps() > 1
                && g.weights() <= MOST_WEIGHTS
                && g.dilationWidth() == 1
                && run(g) % lanes.columns() == 0
                && run(g) >= 2 * lanes.columns()
                && g.outChannels() >= lanes.outerRows();
    }

    private static int run(Conv2dGeometry g) {
        return g.kernelWidth() * g.inChannels();
    }

    /** Rows of C: whole tiles. Where the last one would be short it starts further in front, and has some channels again. */
    int rows() {
        return Walk.ceilDiv(g.outChannels(), lanes.outerRows()) * lanes.outerRows();
    }

    /** Floats of a row of C. */
    int columns() {
        return g.kernelHeight() * run;
    }

    /** Adds an image, whose frame begins at {@code x[xo]}, to rows {@code r0 … r1}; {@code first}: starting from +0. */
    void add(Tile t, int r0, int r1, float[] x, int xo, float[] gy, int gyo, boolean first, float[] c, int co) {
        t.a = gy;
        t.aStride = g.outChannels();
        t.b = x;
        t.steps = windows;
        t.c = c;
        t.cStride = columns();
        int pixels = g.outHeight() * g.outWidth();
        for (int k = 0; k < pixels; k += BLOCK) {
            t.k = k;
            t.count = Math.min(BLOCK, pixels - k);
            t.startAtZero(first && k == 0);
            for (int kh = 0; kh < g.kernelHeight(); kh++) {
                int row = xo + kh * g.dilationHeight() * frame.pitch();
                windowRow(t, r0, r1, row, gyo + k * g.outChannels(), co + r0 * columns() + kh * run);
            }
        }
    }

    private void windowRow(Tile t, int r0, int r1, int row, int gyo, int co) {
        int width = 0;
        for (int j = 0; j < run; j += width) {
            width = lanes.columns() * lanes.outerVectors((run - j) / lanes.columns());
            t.width = width;
            t.bOffset = row + j;
            t.cBase = co + j;
            for (int r = r0; r < r1; r += lanes.outerRows()) {
                t.aBase = gyo + Math.min(r, g.outChannels() - lanes.outerRows());
                lanes.outer(t);
                t.cBase += lanes.outerRows() * columns();
            }
        }
    }

    /** Writes C as {@code gw [kh, kw, inC, outC]}. */
    void store(float[] c, float[] gw, int gwo) {
        int n = g.outChannels();
        int tile = lanes.outerRows();
        for (int i = 0; i < n; i++) {
            int row = i < n / tile * tile ? i : rows() - n + i;
            for (int j = 0; j < columns(); j++) {
                gw[gwo + j * n + i] = c[row * columns() + j];
            }
        }
    }
}
