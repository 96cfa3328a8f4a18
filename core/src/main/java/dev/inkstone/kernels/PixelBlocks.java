package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;
import dev.inkstone.memory.Arena;

/**
 * All four phases of the input gradient of a convolution of stride 2, towards few channels. The pixels of a block of 2 × 2 get
 * their terms from the same pixels of gy: an element of gy is loaded once for all of them that have its tap, rather than once
 * for each. The taps of a pixel keep their order, which is that of the pixels of gy.
 *
 * <p>One after the other, the pixels of gy serve the first pixel of a block alone, the upper two, the left two, all four: the
 * stages of a tile. A kernel of more than three rows would go through them again.
 */
final class PixelBlocks implements ImageProduct.Products {
    /** Blocks of a tile. */
    private static final int HEIGHT = 6;

    private final GemmLanes lanes;
    private final Conv2dGeometry g;
    private final float[] panel;
    private final int[] ends;

    /** @param taps those of the first phase, which has one wherever another has */
    PixelBlocks(GemmLanes lanes, Conv2dGeometry g, int[] taps, float[] w, int wo, Arena scratch) {
        this.lanes = lanes;
        this.g = g;
        this.panel = scratch.floats(g.taps() * g.outChannels() * lanes.columns());
        int across = (g.kernelWidth() + 1) / 2;
        for (int i = taps.length - 1, o = 0; i >= 0; i--) {
            o = fill(2 * (i / across), 2 * (i % across), w, wo, o);
        }
        int upper = taps[0];
        int lower = taps[taps.length - across];
        int x = g.kernelWidth() % 2 * g.outChannels();
        int all = across * g.outChannels();
        int odd = g.kernelHeight() % 2;
        int even = g.kernelHeight() / 2;
        this.ends = new int[] {upper, upper + odd * x, upper + odd * all, lower, lower + even * x, lower + even * all};
    }

    /** Whether the lanes have a body for it, and the image is made of blocks. */
    static boolean suit(GemmLanes lanes, Conv2dGeometry g) {
        return lanes.fitsBlocks(g.inChannels())
                && g.groups() == 1
                && g.strideHeight() == 2
                && g.strideWidth() == 2
                && g.dilationHeight() * g.dilationWidth() == 1
                && g.kernelHeight() <= 3
                && g.taps() > 1
                && (g.inHeight() | g.inWidth() | g.padTop() | g.padLeft()) % 2 == 0;
    }

    /** The weights of one pixel of gy: for each of its channels a vector for each pixel of the block that has the tap. */
    private int fill(int top, int left, float[] w, int wo, int o) {
        int to = o;
        for (int k = 0; k < g.outChannels(); k++) {
            for (int kh = top; kh < Math.min(top + 2, g.kernelHeight()); kh++) {
                for (int kw = left; kw < Math.min(left + 2, g.kernelWidth()); kw++) {
                    for (int j = 0; j < lanes.columns(); j++) {
                        int row = (kh * g.kernelWidth() + kw) * g.inChannels() + j;
                        panel[to++] = j < g.inChannels() ? w[wo + row * g.outChannels() + k] : 0f;
                    }
                }
            }
        }
        return to;
    }

    @Override
    public void block(Workspace w, int first, int rows) {
        boolean whole = g.inChannels() == lanes.columns();
        Tile t = w.tile;
        t.a = w.a;
        t.aBase = w.aBase;
        t.b = panel;
        t.steps = ends;
        t.cStride = whole ? g.inWidth() * g.inChannels() : 2 * lanes.columns();
        for (int i = first; i < first + rows; i += HEIGHT) {
            int count = Math.min(HEIGHT, first + rows - i);
            if (whole) {
                w.direct(i, 0);
            } else {
                w.toEdge(4 * lanes.columns());
            }
            w.rows(i, 0, count, HEIGHT);
            lanes.blocks(t);
            for (int p = 0; !whole && p < 4 * count; p++) {
                int to = w.cRows[i + p / 4] + (p / 2 % 2 * g.inWidth() + p % 2) * g.inChannels();
                System.arraycopy(t.c, p * lanes.columns(), w.c, w.cBase + to, g.inChannels());
            }
        }
    }
}
