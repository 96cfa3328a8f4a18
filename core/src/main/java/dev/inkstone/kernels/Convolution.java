package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;

/** STAND-IN until the kernels branch is merged: plain loops. */
public final class Convolution {
    private final PointwiseLanes pointwise;

    public Convolution(GemmLanes lanes, PointwiseLanes pointwise) {
        this.pointwise = pointwise;
    }

    private interface Tap {
        void at(int x, int w, int y);
    }

    private static void taps(Conv2dGeometry g, Tap tap) {
        for (int b = 0; b < g.batch(); b++)
            for (int oy = 0; oy < g.outHeight(); oy++)
                for (int ox = 0; ox < g.outWidth(); ox++)
                    for (int i = 0; i < g.kernelHeight(); i++)
                        for (int j = 0; j < g.kernelWidth(); j++) {
                            int y = oy * g.strideHeight() + i * g.dilationHeight() - g.padTop();
                            int x = ox * g.strideWidth() + j * g.dilationWidth() - g.padLeft();
                            if (y < 0 || x < 0 || y >= g.inHeight() || x >= g.inWidth()) continue;
                            tap.at(((b * g.inHeight() + y) * g.inWidth() + x) * g.inChannels(),
                                    (i * g.kernelWidth() + j) * g.inChannels() * g.outChannels(),
                                    ((b * g.outHeight() + oy) * g.outWidth() + ox) * g.outChannels());
                        }
    }

    public void forward(Conv2dGeometry g, float[] x, int xo, float[] w, int wo, Epilogue e, float[] y, int yo) {
        int n = g.outChannels();
        int size = g.batch() * g.outHeight() * g.outWidth() * n;
        java.util.Arrays.fill(y, yo, yo + size, 0f);
        taps(g, (xi, wi, yi) -> {
            for (int c = 0; c < g.inChannels(); c++)
                for (int o = 0; o < n; o++) y[yo + yi + o] = Math.fma(x[xo + xi + c], w[wo + wi + c * n + o], y[yo + yi + o]);
        });
        if (e.bias() != null) {
            for (int i = 0; i < size; i++) y[yo + i] += e.bias()[e.biasOffset() + i % n];
        }
        if (e.activation() != null) {
            pointwise.unary(e.activation(), size, y, yo, y, yo);
        }
    }

    public void inputGradient(Conv2dGeometry g, float[] gy, int gyo, float[] w, int wo, float[] gx, int gxo) {
        int n = g.outChannels();
        java.util.Arrays.fill(gx, gxo, gxo + g.batch() * g.inHeight() * g.inWidth() * g.inChannels(), 0f);
        taps(g, (xi, wi, yi) -> {
            for (int c = 0; c < g.inChannels(); c++)
                for (int o = 0; o < n; o++) gx[gxo + xi + c] = Math.fma(gy[gyo + yi + o], w[wo + wi + c * n + o], gx[gxo + xi + c]);
        });
    }

    public void weightGradient(Conv2dGeometry g, float[] x, int xo, float[] gy, int gyo, float[] gw, int gwo) {
        int n = g.outChannels();
        java.util.Arrays.fill(gw, gwo, gwo + g.kernelHeight() * g.kernelWidth() * g.inChannels() * n, 0f);
        taps(g, (xi, wi, yi) -> {
            for (int c = 0; c < g.inChannels(); c++)
                for (int o = 0; o < n; o++) gw[gwo + wi + c * n + o] = Math.fma(x[xo + xi + c], gy[gyo + yi + o], gw[gwo + wi + c * n + o]);
        });
    }
}
