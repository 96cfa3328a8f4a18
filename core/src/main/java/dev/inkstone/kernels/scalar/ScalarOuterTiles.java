package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.Tile;

/** Sums of outer products of four neighbouring rows in plain loops. */
final class ScalarOuterTiles {
    private ScalarOuterTiles() {}

    /** Columns j … j + 4. */
    static void columns(Tile t, int j) {
        float[] a = t.a;
        float[] b = t.b;
        int[] steps = t.steps;
        float[] start = t.start;
        int mask = t.startMask;
        int o0 = t.cBase;
        int o1 = t.cBase + t.cStride;
        int o2 = t.cBase + 2 * t.cStride;
        int o3 = t.cBase + 3 * t.cStride;
        int s0 = (o0 & mask) + j;
        float c00 = start[s0];
        float c01 = start[s0 + 1];
        float c02 = start[s0 + 2];
        float c03 = start[s0 + 3];
        int s1 = (o1 & mask) + j;
        float c10 = start[s1];
        float c11 = start[s1 + 1];
        float c12 = start[s1 + 2];
        float c13 = start[s1 + 3];
        int s2 = (o2 & mask) + j;
        float c20 = start[s2];
        float c21 = start[s2 + 1];
        float c22 = start[s2 + 2];
        float c23 = start[s2 + 3];
        int s3 = (o3 & mask) + j;
        float c30 = start[s3];
        float c31 = start[s3 + 1];
        float c32 = start[s3 + 2];
        float c33 = start[s3 + 3];
        int stride = t.aStride;
        int p = t.aBase;
        int bo = t.bOffset + j;
        int end = t.k + t.count;
        for (int k = t.k; k < end; k++) {
            int s = steps[k] + bo;
            float b0 = b[s];
            float b1 = b[s + 1];
            float b2 = b[s + 2];
            float b3 = b[s + 3];
            float f0 = a[p];
            c00 = Math.fma(f0, b0, c00);
            c01 = Math.fma(f0, b1, c01);
            c02 = Math.fma(f0, b2, c02);
            c03 = Math.fma(f0, b3, c03);
            float f1 = a[p + 1];
            c10 = Math.fma(f1, b0, c10);
            c11 = Math.fma(f1, b1, c11);
            c12 = Math.fma(f1, b2, c12);
            c13 = Math.fma(f1, b3, c13);
            float f2 = a[p + 2];
            c20 = Math.fma(f2, b0, c20);
            c21 = Math.fma(f2, b1, c21);
            c22 = Math.fma(f2, b2, c22);
            c23 = Math.fma(f2, b3, c23);
            float f3 = a[p + 3];
            c30 = Math.fma(f3, b0, c30);
            c31 = Math.fma(f3, b1, c31);
            c32 = Math.fma(f3, b2, c32);
            c33 = Math.fma(f3, b3, c33);
            p += stride;
        }
        float[] out = t.c;
        out[o0 + j] = c00;
        out[o0 + j + 1] = c01;
        out[o0 + j + 2] = c02;
        out[o0 + j + 3] = c03;
        out[o1 + j] = c10;
        out[o1 + j + 1] = c11;
        out[o1 + j + 2] = c12;
        out[o1 + j + 3] = c13;
        out[o2 + j] = c20;
        out[o2 + j + 1] = c21;
        out[o2 + j + 2] = c22;
        out[o2 + j + 3] = c23;
        out[o3 + j] = c30;
        out[o3 + j + 1] = c31;
        out[o3 + j + 2] = c32;
        out[o3 + j + 3] = c33;
    }
}
