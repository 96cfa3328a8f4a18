package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.memory.Arena;

/**
 * Convolutions of stride 1 whose output has too few channels for a vector. Pixels that stand side by side are computed as one
 * with all their channels: its window is wider by the other pixels, and the taps that a pixel does not have weigh +0.
 *
 * <p>A term more, x · +0, changes nothing but a sum that is −0, which takes an underflow, or of anything if x is no number: so
 * the numbers are looked at first.
 */
final class SideBySide {
    /** Vectors that are fuller must make up for taps that are nothing. */
    private static final double LEAST_GAIN = 1.4;

    private static final int MOST_PIXELS = 8;

    private final ConvolutionForward convolution;

    SideBySide(ConvolutionForward convolution) {
        this.convolution = convolution;
    }

    /** A kernel {@code [kernelHeight, kernelWidth, inChannels, outChannels]}. */
    interface Weights {
        /** One of them. */
        float at(int kh, int kw, int in, int out);
    }

    /**
     * Computes y, unless that would be slower than to do it one pixel at a time, or a bit of it be uncertain.
     *
     * @param weights those of the {@code g.weights()} floats at {@code w[wo]}, in any order
     * @return whether y was computed
     */
    boolean run(
            GemmLanes lanes,
            Conv2dGeometry g,
            float[] x,
            int xo,
            float[] w,
            int wo,
            Weights weights,
            Epilogue e,
            float[] y,
            int yo) {
        int pixels = pixels(lanes, g);
        int inputs = g.batch() * g.inHeight() * g.inWidth() * g.inChannels();
        if (pixels == 1
                || !changesNothing(Magnitudes.of(lanes, inputs, x, xo), Magnitudes.of(lanes, g.weights(), w, wo))) {
            return false;
        }
        Conv2dGeometry wide = wide(g, pixels);
        try (Arena scratch = new Arena()) {
            float[] kernel = scratch.floats(wide.weights());
            fill(g, pixels, weights, kernel);
            convolution.frames(wide, x, xo, kernel, 0, wide(e, g.outChannels(), pixels, scratch), y, yo);
        }
        return true;
    }

    /** How many pixels to compute as one; 1 if that is no gain. */
    private static int pixels(GemmLanes lanes, Conv2dGeometry g) {
        boolean plain = g.groups() == 1
                && g.strideHeight() == 1
                && g.strideWidth() == 1
                && g.dilationWidth() == 1
                && g.padTop() >= 0
                && g.padLeft() >= 0;
        int best = 1;
        double most = LEAST_GAIN;
        for (int p = 2; plain && p <= MOST_PIXELS && p * g.outChannels() <= lanes.columns(); p++) {
            double gain = (double) p * g.kernelWidth() / (g.kernelWidth() + p - 1);
            if (g.outWidth() % p == 0 && gain >= most) {
                best = p;
                most = gain;
            }
        }
        return best;
    }

    /** The same convolution with {@code pixels} times the channels, of which each does so many pixels of a row. */
    private static Conv2dGeometry wide(Conv2dGeometry g, int pixels) {
        return new Conv2dGeometry(
                g.batch(),
                g.inHeight(),
                g.inWidth(),
                g.inChannels(),
                g.kernelHeight(),
                g.kernelWidth() + pixels - 1,
                pixels * g.outChannels(),
                1,
                pixels,
                g.dilationHeight(),
                1,
                g.padTop(),
                g.padLeft(),
                g.outHeight(),
                g.outWidth() / pixels);
    }

    private static void fill(Conv2dGeometry g, int pixels, Weights weights, float[] kernel) {
        int width = g.kernelWidth() + pixels - 1;
        int i = 0;
        for (int tap = 0; tap < g.kernelHeight() * width; tap++) {
            for (int in = 0; in < g.inChannels(); in++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    int kw = tap % width - pixel;
                    boolean own = kw >= 0 && kw < g.kernelWidth();
                    for (int out = 0; out < g.outChannels(); out++) {
                        kernel[i++] = own ? weights.at(tap / width, kw, in, out) : 0f;
                    }
                }
            }
        }
    }

    private static Epilogue wide(Epilogue e, int n, int pixels, Arena scratch) {
        float[] bias = e.bias();
        if (bias == null) {
            return e;
        }
        float[] repeated = scratch.floats(n * pixels);
        for (int p = 0; p < pixels; p++) {
            System.arraycopy(bias, e.biasOffset(), repeated, p * n, n);
        }
        return new Epilogue(repeated, 0, e.activation());
    }

    /** Whether all inputs are numbers, and no product of an input and a weight has a bit below the least float. */
    private static boolean changesNothing(Magnitudes inputs, Magnitudes weights) {
        return inputs.areNumbers() && inputs.lowestBit() + weights.lowestBit() >= Float.MIN_EXPONENT - 23;
    }
}
