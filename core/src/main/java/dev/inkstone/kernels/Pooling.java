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
                for (int ox = 0; ox < g.outWidth(); ox++) {
                    Window w = Window.of(g, r, ox);
                    int at = yo + (r * g.outWidth() + ox) * c;
                    Arrays.fill(y, at, at + c, 0f);
                    for (int ky = 0; ky < w.height(); ky++) {
                        channels.sumRows(w.width(), c, c, x, xo + w.first() + ky * row, y, at);
                    }
                    pointwise.binaryScalar(Binary.DIVIDE, c, y, at, w.height() * w.width(), y, at);
                }
            }
        });
    }

    /** Each {@code gx} is the sum over its windows, in ascending order, of {@code gy} divided by the window's taps. */
    public void averageBackward(Pool2dGeometry g, float[] gy, int gyo, float[] gx, int gxo) {
        int in = g.inHeight() * g.inWidth() * g.channels();
        Split.items(g.batch(), in, (from, to) -> {
            Arrays.fill(gx, gxo + from * in, gxo + to * in, 0f);
            float[] share = BufferPool.shared().takeFloats(g.channels());
            for (int r = from * g.outHeight(); r < to * g.outHeight(); r++) {
                averageBackward(g, r, gy, gyo + r * g.outWidth() * g.channels(), gx, gxo, share);
            }
            BufferPool.shared().give(share);
        });
    }

    private void averageBackward(Pool2dGeometry g, int row, float[] gy, int gyo, float[] gx, int gxo, float[] share) {
        int c = g.channels();
        for (int ox = 0; ox < g.outWidth(); ox++) {
            Window w = Window.of(g, row, ox);
            pointwise.binaryScalar(Binary.DIVIDE, c, gy, gyo + ox * c, w.height() * w.width(), share, 0);
            for (int ky = 0; ky < w.height(); ky++) {
                for (int kx = 0; kx < w.width(); kx++) {
                    int at = gxo + w.first() + (ky * g.inWidth() + kx) * c;
                    pointwise.binary(Binary.ADD, c, gx, at, share, 0, gx, at);
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
