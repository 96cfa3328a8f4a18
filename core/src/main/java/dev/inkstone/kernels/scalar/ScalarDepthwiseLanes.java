package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.DepthwiseLanes;
import dev.inkstone.kernels.lanes.Tile;

/** Depthwise convolutions as plain loops; nine terms, as in a 3 × 3 kernel, at a time in local variables. */
final class ScalarDepthwiseLanes implements DepthwiseLanes {
    @Override
    public int edge() {
        return 0;
    }

    @Override
    public void sums(Tile t) {
        for (int j = 0; j < t.width; j++) {
            int k = 0;
            for (; k + 9 <= t.count; k += 9) {
                nineSums(t, j, k);
            }
            if (k < t.count || k == 0) {
                sums(t, j, k);
            }
        }
    }

    /** One column's terms from {@code k} on. */
    private static void sums(Tile t, int j, int k) {
        for (int r = 0; r < t.rows; r++) {
            int a = t.aBase + t.aRows[t.aRow + r] + j;
            int c = t.cBase + t.cRows[t.cRow + r] + j;
            float sum = k == 0 ? 0 : t.c[c];
            for (int i = k; i < t.count; i++) {
                sum = Math.fma(t.a[a + t.steps[t.k + i]], t.b[t.bOffset + i * t.bStride + j], sum);
            }
            t.c[c] = sum;
        }
    }

    private static void nineSums(Tile t, int j, int k) {
        float[] a = t.a;
        float[] c = t.c;
        int[] s = t.steps;
        int n = t.bStride;
        int b = t.bOffset + k * n + j;
        float w0 = t.b[b];
        float w1 = t.b[b + n];
        float w2 = t.b[b + 2 * n];
        float w3 = t.b[b + 3 * n];
        float w4 = t.b[b + 4 * n];
        float w5 = t.b[b + 5 * n];
        float w6 = t.b[b + 6 * n];
        float w7 = t.b[b + 7 * n];
        float w8 = t.b[b + 8 * n];
        int s0 = t.aBase + j + s[t.k + k];
        int s1 = t.aBase + j + s[t.k + k + 1];
        int s2 = t.aBase + j + s[t.k + k + 2];
        int s3 = t.aBase + j + s[t.k + k + 3];
        int s4 = t.aBase + j + s[t.k + k + 4];
        int s5 = t.aBase + j + s[t.k + k + 5];
        int s6 = t.aBase + j + s[t.k + k + 6];
        int s7 = t.aBase + j + s[t.k + k + 7];
        int s8 = t.aBase + j + s[t.k + k + 8];
        int[] rows = t.aRows;
        int row = t.aRow;
        for (int r = 0; r < t.rows; r++) {
            int p = rows[row + r];
            int o = t.cBase + t.cRows[t.cRow + r] + j;
            float sum = k == 0 ? 0 : c[o];
            sum = Math.fma(a[p + s0], w0, sum);
            sum = Math.fma(a[p + s1], w1, sum);
            sum = Math.fma(a[p + s2], w2, sum);
            sum = Math.fma(a[p + s3], w3, sum);
            sum = Math.fma(a[p + s4], w4, sum);
            sum = Math.fma(a[p + s5], w5, sum);
            sum = Math.fma(a[p + s6], w6, sum);
            sum = Math.fma(a[p + s7], w7, sum);
            c[o] = Math.fma(a[p + s8], w8, sum);
        }
    }

    @Override
    public void products(Tile t) {
        for (int j = 0; j < t.width; j++) {
            int k = 0;
            for (; k + 9 <= t.count; k += 9) {
                nineProducts(t, j, k);
            }
            for (; k < t.count; k++) {
                product(t, j, k);
            }
        }
    }

    /** One column of one term. */
    private static void product(Tile t, int j, int k) {
        int c = t.cBase + k * t.bStride + j;
        int a = t.aBase + t.steps[t.k + k] + j;
        float sum = t.start[c & t.startMask];
        for (int r = 0; r < t.rows; r++) {
            sum = Math.fma(t.a[a + t.aRows[t.aRow + r]], t.b[t.bOffset + r * t.bStride + j], sum);
        }
        t.c[c] = sum;
    }

    private static void nineProducts(Tile t, int j, int k) {
        float[] a = t.a;
        int[] s = t.steps;
        int n = t.bStride;
        int o = t.cBase + k * n + j;
        float[] from = t.start;
        int mask = t.startMask;
        float c0 = from[o & mask];
        float c1 = from[o + n & mask];
        float c2 = from[o + 2 * n & mask];
        float c3 = from[o + 3 * n & mask];
        float c4 = from[o + 4 * n & mask];
        float c5 = from[o + 5 * n & mask];
        float c6 = from[o + 6 * n & mask];
        float c7 = from[o + 7 * n & mask];
        float c8 = from[o + 8 * n & mask];
        int s0 = t.aBase + j + s[t.k + k];
        int s1 = t.aBase + j + s[t.k + k + 1];
        int s2 = t.aBase + j + s[t.k + k + 2];
        int s3 = t.aBase + j + s[t.k + k + 3];
        int s4 = t.aBase + j + s[t.k + k + 4];
        int s5 = t.aBase + j + s[t.k + k + 5];
        int s6 = t.aBase + j + s[t.k + k + 6];
        int s7 = t.aBase + j + s[t.k + k + 7];
        int s8 = t.aBase + j + s[t.k + k + 8];
        int[] rows = t.aRows;
        int row = t.aRow;
        for (int r = 0; r < t.rows; r++) {
            int p = rows[row + r];
            float d = t.b[t.bOffset + r * n + j];
            c0 = Math.fma(a[p + s0], d, c0);
            c1 = Math.fma(a[p + s1], d, c1);
            c2 = Math.fma(a[p + s2], d, c2);
            c3 = Math.fma(a[p + s3], d, c3);
            c4 = Math.fma(a[p + s4], d, c4);
            c5 = Math.fma(a[p + s5], d, c5);
            c6 = Math.fma(a[p + s6], d, c6);
            c7 = Math.fma(a[p + s7], d, c7);
            c8 = Math.fma(a[p + s8], d, c8);
        }
        t.c[o] = c0;
        t.c[o + n] = c1;
        t.c[o + 2 * n] = c2;
        t.c[o + 3 * n] = c3;
        t.c[o + 4 * n] = c4;
        t.c[o + 5 * n] = c5;
        t.c[o + 6 * n] = c6;
        t.c[o + 7 * n] = c7;
        t.c[o + 8 * n] = c8;
    }
}
