package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.ChannelLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.memory.BufferPool;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * 2-d pooling, NHWC: {@code x} is {@code [batch, inHeight, inWidth, channels]}, {@code y} is {@code [batch, outHeight,
 * outWidth, channels]}. Taps of a window are taken in row-major order; padding is never looked at.
 */
public final class Pooling {
    /** A plain loop over fewer channels is done before a call of the lanes has begun. */
    private static final int SHORT_PIXEL = 16;

    private final PointwiseLanes pointwise;
    private final ChannelLanes channels;

    Pooling(PointwiseLanes pointwise, ChannelLanes channels) {
        this.pointwise = pointwise;
        this.channels = channels;
    }

    /**
     * The largest element of each window. The first of equal ones wins; NaN wins over numbers. {@code argmax}, if not null,
     * gets the index of the winner within {@code x}, relative to {@code xo}, in the layout of {@code y} from 0 on.
     */
    public void maxForward(Pool2dGeometry g, float[] x, int xo, float[] y, int yo, int @Nullable [] argmax) {
        int c = g.channels();
        rows(g, (from, to) -> {
            int[] places = argmax != null ? argmax : BufferPool.shared().takeInts(c);
            for (int r = from; r < to; r++) {
                int top = r % g.outHeight() * g.strideHeight() - g.padTop();
                int first = Math.max(top, 0);
                int height = Math.min(top + g.windowHeight(), g.inHeight()) - first;
                int at = ((r / g.outHeight()) * g.inHeight() + first) * g.inWidth() * c;
                int out = r * g.outWidth() * c;
                maxRow(g, height, at, x, xo, y, yo + out, places, argmax != null ? out : -1);
            }
            if (argmax == null) {
                BufferPool.shared().give(places);
            }
        });
    }

    /** One row of the output; {@code ao} -1 puts every place into the first {@code channels} of {@code argmax}. */
    private void maxRow(
            Pool2dGeometry g, int height, int at, float[] x, int xo, float[] y, int yo, int[] argmax, int ao) {
        int c = g.channels();
        int row = g.inWidth() * c;
        for (int ox = 0; ox < g.outWidth(); ox++) {
            int left = ox * g.strideWidth() - g.padLeft();
            int start = Math.max(left, 0);
            int width = Math.min(left + g.windowWidth(), g.inWidth()) - start;
            int first = at + start * c;
            int out = yo + ox * c;
            int place = ao < 0 ? 0 : ao + ox * c;
            if (height == 2 && width == 2) {
                channels.maxOfFour(c, x, xo, first, c, row, y, out, argmax, place);
                continue;
            }
            channels.maxOfRow(c, width, c, true, x, xo, first, y, out, argmax, place);
            for (int ky = 1; ky < height; ky++) {
                channels.maxOfRow(c, width, c, false, x, xo, first + ky * row, y, out, argmax, place);
            }
        }
    }

    /**
     * {@code gx} is 0 but at the winners, which get the sum of {@code gy} of their windows, added in ascending order. The last
     * images go first, since what comes next begins with the first ones.
     */
    public void maxBackward(Pool2dGeometry g, float[] gy, int gyo, int[] argmax, float[] gx, int gxo) {
        int in = g.inHeight() * g.inWidth() * g.channels();
        int out = g.outHeight() * g.outWidth() * g.channels();
        Split.items(g.batch(), in + out, true, (from, to) -> {
            Arrays.fill(gx, gxo + from * in, gxo + to * in, 0f);
            for (int i = from * out; i < to * out; i++) {
                gx[gxo + argmax[i]] += gy[gyo + i];
            }
        });
    }

    /** The mean of each window: the sum in row-major order divided by the number of taps that are not padding. */
    public void averageForward(Pool2dGeometry g, float[] x, int xo, float[] y, int yo) {
        int c = g.channels();
        int row = g.inWidth() * c;
        rows(g, (from, to) -> {
            for (int r = from; r < to; r++) {
                int out = yo + r * g.outWidth() * c;
                for (int ox = 0; ox < g.outWidth(); ox++) {
                    Window w = Window.of(g, r, ox);
                    sums(w.height(), w.width(), row, c, x, xo + w.first(), y, out + ox * c);
                }
                divideByTaps(g, r, y, out, y, out);
            }
        });
    }

    /** The sums of one window, each in row-major order. */
    private void sums(int height, int width, int row, int c, float[] x, int xo, float[] y, int yo) {
        if (height == 2 && width == 2 && c < SHORT_PIXEL) {
            sumsOfFour(row, c, x, xo, y, yo);
            return;
        }
        Arrays.fill(y, yo, yo + c, 0f);
        for (int ky = 0; ky < height; ky++) {
            channels.sumRows(width, c, c, x, xo + ky * row, y, yo);
        }
    }

    private static void sumsOfFour(int row, int c, float[] x, int xo, float[] y, int yo) {
        for (int j = 0; j < c; j++) {
            int at = xo + j;
            y[yo + j] = (((0f + x[at]) + x[at + c]) + x[at + row]) + x[at + row + c];
        }
    }

    /** {@code y = x / taps} for the windows of one row of the output. */
    private void divideByTaps(Pool2dGeometry g, int outRow, float[] x, int xo, float[] y, int yo) {
        int c = g.channels();
        for (int ox = 0, end; ox < g.outWidth(); ox = end) {
            int taps = Window.of(g, outRow, ox).taps();
            end = ox + 1;
            while (end < g.outWidth() && Window.of(g, outRow, end).taps() == taps) {
                end++;
            }
            pointwise.binaryScalar(Binary.DIVIDE, (end - ox) * c, x, xo + ox * c, taps, y, yo + ox * c);
        }
    }

    /** Each {@code gx} is the sum over its windows, in ascending order, of {@code gy} divided by the window's taps. */
    public void averageBackward(Pool2dGeometry g, float[] gy, int gyo, float[] gx, int gxo) {
        int in = g.inHeight() * g.inWidth() * g.channels();
        int row = g.outWidth() * g.channels();
        Split.items(g.batch(), in, (from, to) -> {
            float[] shares = BufferPool.shared().takeFloats(row);
            float[] line = BufferPool.shared().takeFloats(g.inWidth() * g.channels());
            Arrays.fill(gx, gxo + from * in, gxo + to * in, 0f);
            Arrays.fill(line, 0f);
            for (int r = from * g.outHeight(); r < to * g.outHeight(); r++) {
                divideByTaps(g, r, gy, gyo + r * row, shares, 0);
                if (areApart(g)) {
                    pointwise.binaryScalar(Binary.ADD, row, shares, 0, 0f, shares, 0);
                    copyShares(g, r, shares, line, gx, gxo);
                } else {
                    addShares(g, r, shares, gx, gxo);
                }
            }
            BufferPool.shared().give(shares);
            BufferPool.shared().give(line);
        });
    }

    /** Whether all windows are whole, and no two have a pixel in common. */
    private static boolean areApart(Pool2dGeometry g) {
        return g.padTop() == 0
                && g.padLeft() == 0
                && g.strideHeight() >= g.windowHeight()
                && g.strideWidth() >= g.windowWidth()
                && (g.outHeight() - 1) * g.strideHeight() + g.windowHeight() <= g.inHeight()
                && (g.outWidth() - 1) * g.strideWidth() + g.windowWidth() <= g.inWidth();
    }

    /** All rows of such windows are the same; what is between windows is 0 in {@code line} already. */
    private static void copyShares(Pool2dGeometry g, int row, float[] shares, float[] line, float[] gx, int gxo) {
        int c = g.channels();
        for (int i = 0; i < g.outWidth() * g.windowWidth(); i++) {
            int ox = i / g.windowWidth();
            int at = (ox * g.strideWidth() + i % g.windowWidth()) * c;
            if (c < SHORT_PIXEL) {
                for (int j = 0; j < c; j++) {
                    line[at + j] = shares[ox * c + j];
                }
            } else {
                System.arraycopy(shares, ox * c, line, at, c);
            }
        }
        int first = gxo + Window.of(g, row, 0).first();
        for (int ky = 0; ky < g.windowHeight(); ky++) {
            System.arraycopy(line, 0, gx, first + ky * line.length, line.length);
        }
    }

    private void addShares(Pool2dGeometry g, int row, float[] shares, float[] gx, int gxo) {
        int c = g.channels();
        for (int ox = 0; ox < g.outWidth(); ox++) {
            Window w = Window.of(g, row, ox);
            for (int ky = 0; ky < w.height(); ky++) {
                for (int kx = 0; kx < w.width(); kx++) {
                    int at = gxo + w.first() + (ky * g.inWidth() + kx) * c;
                    pointwise.binary(Binary.ADD, c, gx, at, shares, ox * c, gx, at);
                }
            }
        }
    }

    /** Splits the rows of the output, counted through the batch. */
    private static void rows(Pool2dGeometry g, Split.Range body) {
        long taps = (long) g.windowHeight() * g.windowWidth() * g.outWidth() * g.channels();
        Split.items(g.batch() * g.outHeight(), taps, body);
    }

    /** What a window covers of the input: index of its first tap within {@code x}, rows and columns. */
    private record Window(int first, int height, int width) {
        int taps() {
            return height * width;
        }

        static Window of(Pool2dGeometry g, int outRow, int ox) {
            int image = outRow / g.outHeight();
            int y = outRow % g.outHeight() * g.strideHeight() - g.padTop();
            int x = ox * g.strideWidth() - g.padLeft();
            int top = Math.max(y, 0);
            int left = Math.max(x, 0);
            int first = ((image * g.inHeight() + top) * g.inWidth() + left) * g.channels();
            return new Window(
                    first,
                    Math.min(y + g.windowHeight(), g.inHeight()) - top,
                    Math.min(x + g.windowWidth(), g.inWidth()) - left);
        }
    }
}
