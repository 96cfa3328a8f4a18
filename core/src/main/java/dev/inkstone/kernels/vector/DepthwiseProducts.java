package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.inkstone.kernels.lanes.Tile;
import jdk.incubator.vector.FloatVector;

/**
 * Sums down the rows, of nine, four, two or one terms from term {@code k} on, for the vector of channels from {@code j} on; they
 * stay in registers and go to {@code to[o]}, {@code pitch} floats from term to term.
 */
final class DepthwiseProducts {
    private DepthwiseProducts() {}

    static void nine(Tile t, int k, int j, float[] to, int o, int pitch) {
        float[] a = t.a;
        float[] b = t.b;
        int[] starts = t.aRows;
        int[] steps = t.steps;
        float[] from = t.start;
        int mask = t.startMask;
        int stride = t.bStride;
        int at = t.cBase + k * stride + j;
        int first = t.k + k;
        int base = t.aBase + j;
        FloatVector c0 = fromArray(FLOATS, from, at & mask);
        FloatVector c1 = fromArray(FLOATS, from, at + stride & mask);
        FloatVector c2 = fromArray(FLOATS, from, at + 2 * stride & mask);
        FloatVector c3 = fromArray(FLOATS, from, at + 3 * stride & mask);
        FloatVector c4 = fromArray(FLOATS, from, at + 4 * stride & mask);
        FloatVector c5 = fromArray(FLOATS, from, at + 5 * stride & mask);
        FloatVector c6 = fromArray(FLOATS, from, at + 6 * stride & mask);
        FloatVector c7 = fromArray(FLOATS, from, at + 7 * stride & mask);
        FloatVector c8 = fromArray(FLOATS, from, at + 8 * stride & mask);
        int s0 = steps[first] + base;
        int s1 = steps[first + 1] + base;
        int s2 = steps[first + 2] + base;
        int s3 = steps[first + 3] + base;
        int s4 = steps[first + 4] + base;
        int s5 = steps[first + 5] + base;
        int s6 = steps[first + 6] + base;
        int s7 = steps[first + 7] + base;
        int s8 = steps[first + 8] + base;
        int row = t.aRow;
        int bo = t.bOffset + j;
        int rows = t.rows;
        for (int r = 0; r < rows; r++) {
            int p = starts[row + r];
            FloatVector d = fromArray(FLOATS, b, bo + r * stride);
            c0 = fromArray(FLOATS, a, p + s0).fma(d, c0);
            c1 = fromArray(FLOATS, a, p + s1).fma(d, c1);
            c2 = fromArray(FLOATS, a, p + s2).fma(d, c2);
            c3 = fromArray(FLOATS, a, p + s3).fma(d, c3);
            c4 = fromArray(FLOATS, a, p + s4).fma(d, c4);
            c5 = fromArray(FLOATS, a, p + s5).fma(d, c5);
            c6 = fromArray(FLOATS, a, p + s6).fma(d, c6);
            c7 = fromArray(FLOATS, a, p + s7).fma(d, c7);
            c8 = fromArray(FLOATS, a, p + s8).fma(d, c8);
        }
        c0.intoArray(to, o);
        c1.intoArray(to, o + pitch);
        c2.intoArray(to, o + 2 * pitch);
        c3.intoArray(to, o + 3 * pitch);
        c4.intoArray(to, o + 4 * pitch);
        c5.intoArray(to, o + 5 * pitch);
        c6.intoArray(to, o + 6 * pitch);
        c7.intoArray(to, o + 7 * pitch);
        c8.intoArray(to, o + 8 * pitch);
    }

    static void four(Tile t, int k, int j, float[] to, int o, int pitch) {
        float[] a = t.a;
        float[] b = t.b;
        int[] starts = t.aRows;
        int[] steps = t.steps;
        float[] from = t.start;
        int mask = t.startMask;
        int stride = t.bStride;
        int at = t.cBase + k * stride + j;
        int first = t.k + k;
        int base = t.aBase + j;
        FloatVector c0 = fromArray(FLOATS, from, at & mask);
        FloatVector c1 = fromArray(FLOATS, from, at + stride & mask);
        FloatVector c2 = fromArray(FLOATS, from, at + 2 * stride & mask);
        FloatVector c3 = fromArray(FLOATS, from, at + 3 * stride & mask);
        int s0 = steps[first] + base;
        int s1 = steps[first + 1] + base;
        int s2 = steps[first + 2] + base;
        int s3 = steps[first + 3] + base;
        int row = t.aRow;
        int bo = t.bOffset + j;
        int rows = t.rows;
        for (int r = 0; r < rows; r++) {
            int p = starts[row + r];
            FloatVector d = fromArray(FLOATS, b, bo + r * stride);
            c0 = fromArray(FLOATS, a, p + s0).fma(d, c0);
            c1 = fromArray(FLOATS, a, p + s1).fma(d, c1);
            c2 = fromArray(FLOATS, a, p + s2).fma(d, c2);
            c3 = fromArray(FLOATS, a, p + s3).fma(d, c3);
        }
        c0.intoArray(to, o);
        c1.intoArray(to, o + pitch);
        c2.intoArray(to, o + 2 * pitch);
        c3.intoArray(to, o + 3 * pitch);
    }

    static void two(Tile t, int k, int j, float[] to, int o, int pitch) {
        float[] a = t.a;
        float[] b = t.b;
        int[] starts = t.aRows;
        int[] steps = t.steps;
        float[] from = t.start;
        int mask = t.startMask;
        int stride = t.bStride;
        int at = t.cBase + k * stride + j;
        int first = t.k + k;
        int base = t.aBase + j;
        FloatVector c0 = fromArray(FLOATS, from, at & mask);
        FloatVector c1 = fromArray(FLOATS, from, at + stride & mask);
        int s0 = steps[first] + base;
        int s1 = steps[first + 1] + base;
        int row = t.aRow;
        int bo = t.bOffset + j;
        int rows = t.rows;
        for (int r = 0; r < rows; r++) {
            int p = starts[row + r];
            FloatVector d = fromArray(FLOATS, b, bo + r * stride);
            c0 = fromArray(FLOATS, a, p + s0).fma(d, c0);
            c1 = fromArray(FLOATS, a, p + s1).fma(d, c1);
        }
        c0.intoArray(to, o);
        c1.intoArray(to, o + pitch);
    }

    static void one(Tile t, int k, int j, float[] to, int o, int pitch) {
        float[] a = t.a;
        float[] b = t.b;
        int[] starts = t.aRows;
        int[] steps = t.steps;
        float[] from = t.start;
        int mask = t.startMask;
        int stride = t.bStride;
        int at = t.cBase + k * stride + j;
        int first = t.k + k;
        int base = t.aBase + j;
        FloatVector c0 = fromArray(FLOATS, from, at & mask);
        int s0 = steps[first] + base;
        int row = t.aRow;
        int bo = t.bOffset + j;
        int rows = t.rows;
        for (int r = 0; r < rows; r++) {
            int p = starts[row + r];
            FloatVector d = fromArray(FLOATS, b, bo + r * stride);
            c0 = fromArray(FLOATS, a, p + s0).fma(d, c0);
        }
        c0.intoArray(to, o);
    }
}
