package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;

/**
 * Matrix products in plain loops: 4 × 4 sums at a time in local variables, so that each value that is loaded is used four
 * times. Faster than what compilers make of a loop over columns, and the same on every one.
 */
final class ScalarGemmLanes implements GemmLanes {
    private static final int SIZE = 4;

    @Override
    public int columns() {
        return SIZE;
    }

    @Override
    public int panelVectors() {
        return 2;
    }

    @Override
    public int tileRows() {
        return SIZE;
    }

    @Override
    public int tileRows(int rest, int width) {
        return SIZE;
    }

    @Override
    public int leastRun() {
        return 16;
    }

    @Override
    public void linear(Tile t) {
        for (int j = 0; j < t.width; j += SIZE) {
            linear(t, j);
        }
    }

    @Override
    public void indexed(Tile t) {
        for (int j = 0; j < t.width; j += SIZE) {
            indexed(t, j);
        }
    }

    @Override
    public void nineTerms(Tile t) {
        int first = t.aRow;
        int shift = t.cRow - first;
        int rows = t.rows;
        t.count = 9;
        for (int r = 0; r + SIZE <= rows; r += SIZE) {
            t.aRow = first + r;
            t.cRow = t.aRow + shift;
            indexed(t);
        }
        for (int r = rows / SIZE * SIZE; r < rows; r++) {
            nineTerms(t, t.aBase + t.aRows[first + r], t.cBase + t.cRows[first + r + shift]);
        }
    }

    private static void nineTerms(Tile t, int ao, int co) {
        for (int j = 0; j < t.width; j++) {
            float sum = 0;
            for (int i = 0; i < 9; i++) {
                sum = Math.fma(t.a[ao + t.steps[t.k + i]], t.b[t.bOffset + i * t.bStride + j], sum);
            }
            t.c[co + j] = sum;
        }
    }

    @Override
    public int outerRows() {
        return SIZE;
    }

    @Override
    public void outer(Tile t) {
        for (int j = 0; j < t.width; j += SIZE) {
            ScalarOuterTiles.columns(t, j);
        }
    }

    @Override
    public boolean fitsWindows(int size) {
        return size > 0;
    }

    @Override
    public void windows(Tile t) {
        int first = t.aRow;
        int shift = t.cRow - first;
        for (int r = 0; r < t.rows; r += SIZE) {
            t.aRow = first + r;
            t.cRow = t.aRow + shift;
            indexed(t);
        }
    }

    @Override
    public void addBias(int rows, int n, float[] c, int co, float[] bias, int bo) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                c[co + r * n + j] += bias[bo + j];
            }
        }
    }

    @Override
    public void addBiasRelu(int rows, int n, float[] c, int co, float[] bias, int bo) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                c[co + r * n + j] = Math.max(c[co + r * n + j] + bias[bo + j], 0f);
            }
        }
    }

    /** Columns j … j + 4 of four rows. */
    private static void linear(Tile t, int j) {
        float[] a = t.a;
        float[] b = t.b;
        int row = t.aRow;
        int a0 = t.aBase + t.aRows[row];
        int a1 = t.aBase + t.aRows[row + 1];
        int a2 = t.aBase + t.aRows[row + 2];
        int a3 = t.aBase + t.aRows[row + 3];
        row = t.cRow;
        int o0 = t.cBase + t.cRows[row];
        int o1 = t.cBase + t.cRows[row + 1];
        int o2 = t.cBase + t.cRows[row + 2];
        int o3 = t.cBase + t.cRows[row + 3];
        float[] start = t.start;
        int mask = t.startMask;
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
        int stride = t.bStride;
        int bo = t.bOffset + j;
        int count = t.count;
        for (int k = 0; k < count; k++) {
            float b0 = b[bo];
            float b1 = b[bo + 1];
            float b2 = b[bo + 2];
            float b3 = b[bo + 3];
            float f0 = a[a0 + k];
            c00 = Math.fma(f0, b0, c00);
            c01 = Math.fma(f0, b1, c01);
            c02 = Math.fma(f0, b2, c02);
            c03 = Math.fma(f0, b3, c03);
            float f1 = a[a1 + k];
            c10 = Math.fma(f1, b0, c10);
            c11 = Math.fma(f1, b1, c11);
            c12 = Math.fma(f1, b2, c12);
            c13 = Math.fma(f1, b3, c13);
            float f2 = a[a2 + k];
            c20 = Math.fma(f2, b0, c20);
            c21 = Math.fma(f2, b1, c21);
            c22 = Math.fma(f2, b2, c22);
            c23 = Math.fma(f2, b3, c23);
            float f3 = a[a3 + k];
            c30 = Math.fma(f3, b0, c30);
            c31 = Math.fma(f3, b1, c31);
            c32 = Math.fma(f3, b2, c32);
            c33 = Math.fma(f3, b3, c33);
            bo += stride;
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

    /** The same along a list of steps. */
    private static void indexed(Tile t, int j) {
        float[] a = t.a;
        float[] b = t.b;
        int row = t.aRow;
        int[] steps = t.steps;
        int a0 = t.aBase + t.aRows[row];
        int a1 = t.aBase + t.aRows[row + 1];
        int a2 = t.aBase + t.aRows[row + 2];
        int a3 = t.aBase + t.aRows[row + 3];
        row = t.cRow;
        int o0 = t.cBase + t.cRows[row];
        int o1 = t.cBase + t.cRows[row + 1];
        int o2 = t.cBase + t.cRows[row + 2];
        int o3 = t.cBase + t.cRows[row + 3];
        float[] start = t.start;
        int mask = t.startMask;
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
        int stride = t.bStride;
        int bo = t.bOffset + j;
        int end = t.k + t.count;
        for (int k = t.k; k < end; k++) {
            int s = steps[k];
            float b0 = b[bo];
            float b1 = b[bo + 1];
            float b2 = b[bo + 2];
            float b3 = b[bo + 3];
            float f0 = a[a0 + s];
            c00 = Math.fma(f0, b0, c00);
            c01 = Math.fma(f0, b1, c01);
            c02 = Math.fma(f0, b2, c02);
            c03 = Math.fma(f0, b3, c03);
            float f1 = a[a1 + s];
            c10 = Math.fma(f1, b0, c10);
            c11 = Math.fma(f1, b1, c11);
            c12 = Math.fma(f1, b2, c12);
            c13 = Math.fma(f1, b3, c13);
            float f2 = a[a2 + s];
            c20 = Math.fma(f2, b0, c20);
            c21 = Math.fma(f2, b1, c21);
            c22 = Math.fma(f2, b2, c22);
            c23 = Math.fma(f2, b3, c23);
            float f3 = a[a3 + s];
            c30 = Math.fma(f3, b0, c30);
            c31 = Math.fma(f3, b1, c31);
            c32 = Math.fma(f3, b2, c32);
            c33 = Math.fma(f3, b3, c33);
            bo += stride;
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

    @Override
    public long magnitudes(int n, float[] x, int xo) {
        int most = 0;
        int least = Integer.MAX_VALUE;
        for (int i = xo; i < xo + n; i++) {
            int bits = Float.floatToRawIntBits(x[i]) & Integer.MAX_VALUE;
            most = Math.max(most, bits);
            least = Math.min(least, bits - 1 & Integer.MAX_VALUE);
        }
        return (long) most << 32 | least;
    }
}
