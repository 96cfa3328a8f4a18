package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.ChannelLanes;

/** Rows of channels as plain loops. */
final class ScalarChannelLanes implements ChannelLanes {
    @Override
    public void sumRows(int rows, int stride, int width, float[] x, int xo, float[] sum, int so) {
        for (int r = 0; r < rows; r++) {
            int row = xo + r * stride;
            for (int j = 0; j < width; j++) {
                sum[so + j] += x[row + j];
            }
        }
    }

    @Override
    public void sumRowsExactly(
            int rows, int stride, int width, float[] x, int xo, float[] sum, int so, float[] error, int eo) {
        for (int r = 0; r < rows; r++) {
            int row = xo + r * stride;
            for (int j = 0; j < width; j++) {
                float s = sum[so + j];
                float v = x[row + j];
                float t = s + v;
                float part = t - s;
                error[eo + j] += (s - (t - part)) + (v - part);
                sum[so + j] = t;
            }
        }
    }

    @Override
    public void sumSquaresExactly(
            int rows,
            int stride,
            int width,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] sum,
            int so,
            float[] error,
            int eo) {
        for (int r = 0; r < rows; r++) {
            int row = xo + r * stride;
            for (int j = 0; j < width; j++) {
                float s = sum[so + j];
                float d = x[row + j] - mean[mo + j];
                float v = d * d;
                float t = s + v;
                float part = t - s;
                float excess = Math.fma(mean[mo + j] - x[row + j], d, v); // what rounding added to the square
                error[eo + j] += (s - (t - part)) + ((v - part) - excess);
                sum[so + j] = t;
            }
        }
    }

    @Override
    public void sumGradients(
            int rows,
            int stride,
            int width,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] mean,
            int mo,
            float[] ggamma,
            int ggo,
            float[] gbeta,
            int gbo) {
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < width; j++) {
                float g = gy[gyo + row + j];
                ggamma[ggo + j] = Math.fma(g, x[xo + row + j] - mean[mo + j], ggamma[ggo + j]);
                gbeta[gbo + j] += g;
            }
        }
    }

    @Override
    public void normalize(int rows, int width, float[] x, int xo, float[] p, int from, int stride, float[] y, int yo) {
        for (int i = 0; i < rows * width; i += width) {
            for (int j = 0; j < width; j++) {
                int at = from + j;
                y[yo + i + j] = Math.fma(x[xo + i + j] - p[at], p[at + stride], p[at + 2 * stride]);
            }
        }
    }

    @Override
    public void normalizeGradient(
            int rows,
            int width,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] p,
            int from,
            int stride,
            float[] gx,
            int gxo) {
        for (int i = 0; i < rows * width; i += width) {
            for (int j = 0; j < width; j++) {
                int at = from + j;
                float centred = x[xo + i + j] - p[at];
                float inner = Math.fma(centred, p[at + stride], gy[gyo + i + j] - p[at + 2 * stride]);
                gx[gxo + i + j] = inner * p[at + 3 * stride];
            }
        }
    }

    @Override
    public void maxOfRow(
            int n,
            int taps,
            int step,
            boolean fresh,
            float[] x,
            int xo,
            int first,
            float[] y,
            int yo,
            int[] argmax,
            int ao) {
        for (int j = 0; j < n; j++) {
            int best = fresh ? first + j : argmax[ao + j];
            float max = fresh ? x[xo + best] : y[yo + j];
            for (int t = fresh ? 1 : 0; t < taps; t++) {
                int at = first + t * step + j;
                float v = x[xo + at];
                if (v > max || Float.isNaN(v)) {
                    max = v;
                    best = at;
                }
            }
            y[yo + j] = max;
            argmax[ao + j] = best;
        }
    }

    @Override
    public void maxOfFour(
            int n, float[] x, int xo, int first, int step, int row, float[] y, int yo, int[] argmax, int ao) {
        for (int j = 0; j < n; j++) {
            int best = first + j;
            float max = x[xo + best];
            for (int t = 1; t < 4; t++) {
                int at = first + j + (t & 1) * step + (t >> 1) * row;
                float v = x[xo + at];
                if (v > max || Float.isNaN(v)) {
                    max = v;
                    best = at;
                }
            }
            y[yo + j] = max;
            argmax[ao + j] = best;
        }
    }
}
