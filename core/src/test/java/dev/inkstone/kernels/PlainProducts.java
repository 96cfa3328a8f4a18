package dev.inkstone.kernels;

/** Matrix products and convolutions as their contracts put them: one loop per index, one fma per term. */
final class PlainProducts {
    private PlainProducts() {}

    static float[] multiply(int m, int n, int k, float[] a, float[] b) {
        float[] c = new float[m * n];
        for (int i = 0; i < m * n; i++) {
            float sum = 0;
            for (int p = 0; p < k; p++) {
                sum = Math.fma(a[i / n * k + p], b[p * n + i % n], sum);
            }
            c[i] = sum;
        }
        return c;
    }

    static float[] transpose(int rows, int columns, float[] a) {
        float[] t = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            t[i % columns * rows + i / columns] = a[i];
        }
        return t;
    }

    /** {@code aᵀ·b} by chunks of rows and a pairwise tree. */
    static float[] multiplyTransposedA(int rows, int k, int n, float[] a, float[] b) {
        int chunk = Gemm.ROWS_PER_CHUNK;
        float[][] sums = new float[(rows + chunk - 1) / chunk][k * n];
        for (int r = 0; r < rows; r++) {
            float[] sum = sums[r / chunk];
            for (int i = 0; i < k * n; i++) {
                sum[i] = Math.fma(a[r * k + i / n], b[r * n + i % n], sum[i]);
            }
        }
        return tree(sums, sums.length);
    }

    static float[] tree(float[][] sums, int count) {
        if (count == 1) {
            return sums[0];
        }
        int half = (count + 1) / 2;
        float[][] next = new float[half][];
        for (int i = 0; i < half; i++) {
            next[i] = sums[2 * i].clone();
            for (int j = 0; 2 * i + 1 < count && j < next[i].length; j++) {
                next[i][j] += sums[2 * i + 1][j];
            }
        }
        return tree(next, half);
    }

    static float pixel(Conv2dGeometry g, float[] x, int b, int h, int w, int c) {
        boolean inside = h >= 0 && h < g.inHeight() && w >= 0 && w < g.inWidth();
        return inside ? x[((b * g.inHeight() + h) * g.inWidth() + w) * g.inChannels() + c] : 0f;
    }

    static float[] forward(Conv2dGeometry g, float[] x, float[] w) {
        float[] y = new float[g.batch() * g.outHeight() * g.outWidth() * g.outChannels()];
        for (int i = 0; i < y.length; i++) {
            int o = i % g.outChannels();
            int ow = i / g.outChannels() % g.outWidth();
            int oh = i / g.outChannels() / g.outWidth() % g.outHeight();
            int b = i / g.outChannels() / g.outWidth() / g.outHeight();
            float sum = 0;
            for (int t = 0; t < w.length / g.outChannels(); t++) {
                int c = o / g.groupOutputs() * g.groupInputs() + t % g.groupInputs();
                int kw = t / g.groupInputs() % g.kernelWidth();
                int kh = t / g.groupInputs() / g.kernelWidth();
                int h = oh * g.strideHeight() + kh * g.dilationHeight() - g.padTop();
                int v = ow * g.strideWidth() + kw * g.dilationWidth() - g.padLeft();
                sum = Math.fma(pixel(g, x, b, h, v, c), w[t * g.outChannels() + o], sum);
            }
            y[i] = sum;
        }
        return y;
    }

    static float[] inputGradient(Conv2dGeometry g, float[] gy, float[] w) {
        float[] gx = new float[g.batch() * g.inHeight() * g.inWidth() * g.inChannels()];
        for (int i = 0; i < gx.length; i++) {
            int c = i % g.inChannels();
            int iw = i / g.inChannels() % g.inWidth();
            int ih = i / g.inChannels() / g.inWidth() % g.inHeight();
            int b = i / g.inChannels() / g.inWidth() / g.inHeight();
            float sum = 0;
            for (int kh = g.kernelHeight() - 1; kh >= 0; kh--) {
                for (int kw = g.kernelWidth() - 1; kw >= 0; kw--) {
                    int h = ih + g.padTop() - kh * g.dilationHeight();
                    int v = iw + g.padLeft() - kw * g.dilationWidth();
                    if (Math.floorMod(h, g.strideHeight()) != 0 || Math.floorMod(v, g.strideWidth()) != 0) {
                        continue;
                    }
                    int oh = Math.floorDiv(h, g.strideHeight());
                    int ow = Math.floorDiv(v, g.strideWidth());
                    boolean inside = oh >= 0 && oh < g.outHeight() && ow >= 0 && ow < g.outWidth();
                    int group = c / g.groupInputs();
                    for (int o = group * g.groupOutputs(); o < (group + 1) * g.groupOutputs(); o++) {
                        float d =
                                inside ? gy[((b * g.outHeight() + oh) * g.outWidth() + ow) * g.outChannels() + o] : 0f;
                        sum = Math.fma(
                                d,
                                w[
                                        ((kh * g.kernelWidth() + kw) * g.groupInputs() + c % g.groupInputs())
                                                        * g.outChannels()
                                                + o],
                                sum);
                    }
                }
            }
            gx[i] = sum;
        }
        return gx;
    }

    static float[] weightGradient(Conv2dGeometry g, float[] x, float[] gy) {
        int chunk =
                g.isDepthwise() ? DepthwiseWeightGradient.IMAGES_PER_CHUNK : ConvolutionWeightGradient.IMAGES_PER_CHUNK;
        int size = g.weights();
        float[][] sums = new float[(g.batch() + chunk - 1) / chunk][size];
        for (int p = 0; p < g.batch() * g.outHeight() * g.outWidth(); p++) {
            int ow = p % g.outWidth();
            int oh = p / g.outWidth() % g.outHeight();
            int b = p / g.outWidth() / g.outHeight();
            float[] sum = sums[b / chunk];
            for (int i = 0; i < size; i++) {
                int t = i / g.outChannels();
                int kw = t / g.groupInputs() % g.kernelWidth();
                int kh = t / g.groupInputs() / g.kernelWidth();
                int h = oh * g.strideHeight() + kh * g.dilationHeight() - g.padTop();
                int v = ow * g.strideWidth() + kw * g.dilationWidth() - g.padLeft();
                int o = i % g.outChannels();
                int c = o / g.groupOutputs() * g.groupInputs() + t % g.groupInputs();
                sum[i] = Math.fma(pixel(g, x, b, h, v, c), gy[p * g.outChannels() + o], sum[i]);
            }
        }
        return tree(sums, sums.length);
    }
}
