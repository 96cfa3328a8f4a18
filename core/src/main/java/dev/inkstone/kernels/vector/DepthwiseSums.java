package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.inkstone.kernels.lanes.Tile;
import jdk.incubator.vector.FloatVector;

/**
 * Sums of nine, four, two or one terms from term {@code k} on, for the vector of channels from {@code j} on of every row. Weights
 * stay in registers; neighbouring rows' chains of sums overlap in the processor.
 */
final class DepthwiseSums {
    private DepthwiseSums() {}

    static void nine(Tile t, int k, int j, float[] from, int mask) {
        float[] a = t.a;
        float[] c = t.c;
        int[] starts = t.aRows;
        int[] ends = t.cRows;
        int[] steps = t.steps;
        int stride = t.bStride;
        int bo = t.bOffset + k * stride + j;
        int first = t.k + k;
        int base = t.aBase + j;
        int to = t.cBase + j;
        int shift = t.cRow - t.aRow;
        FloatVector w0 = fromArray(FLOATS, t.b, bo);
        FloatVector w1 = fromArray(FLOATS, t.b, bo + stride);
        FloatVector w2 = fromArray(FLOATS, t.b, bo + 2 * stride);
        FloatVector w3 = fromArray(FLOATS, t.b, bo + 3 * stride);
        FloatVector w4 = fromArray(FLOATS, t.b, bo + 4 * stride);
        FloatVector w5 = fromArray(FLOATS, t.b, bo + 5 * stride);
        FloatVector w6 = fromArray(FLOATS, t.b, bo + 6 * stride);
        FloatVector w7 = fromArray(FLOATS, t.b, bo + 7 * stride);
        FloatVector w8 = fromArray(FLOATS, t.b, bo + 8 * stride);
        int s0 = steps[first] + base;
        int s1 = steps[first + 1] + base;
        int s2 = steps[first + 2] + base;
        int s3 = steps[first + 3] + base;
        int s4 = steps[first + 4] + base;
        int s5 = steps[first + 5] + base;
        int s6 = steps[first + 6] + base;
        int s7 = steps[first + 7] + base;
        int s8 = steps[first + 8] + base;
        int end = t.aRow + t.rows;
        for (int i = t.aRow; i < end; i++) {
            int p = starts[i];
            int o = ends[i + shift] + to;
            FloatVector sum = fromArray(FLOATS, a, p + s0).fma(w0, fromArray(FLOATS, from, o & mask));
            sum = fromArray(FLOATS, a, p + s1).fma(w1, sum);
            sum = fromArray(FLOATS, a, p + s2).fma(w2, sum);
            sum = fromArray(FLOATS, a, p + s3).fma(w3, sum);
            sum = fromArray(FLOATS, a, p + s4).fma(w4, sum);
            sum = fromArray(FLOATS, a, p + s5).fma(w5, sum);
            sum = fromArray(FLOATS, a, p + s6).fma(w6, sum);
            sum = fromArray(FLOATS, a, p + s7).fma(w7, sum);
            sum = fromArray(FLOATS, a, p + s8).fma(w8, sum);
            sum.intoArray(c, o);
        }
    }

    static void four(Tile t, int k, int j, float[] from, int mask) {
        float[] a = t.a;
        float[] c = t.c;
        int[] starts = t.aRows;
        int[] ends = t.cRows;
        int[] steps = t.steps;
        int stride = t.bStride;
        int bo = t.bOffset + k * stride + j;
        int first = t.k + k;
        int base = t.aBase + j;
        int to = t.cBase + j;
        int shift = t.cRow - t.aRow;
        FloatVector w0 = fromArray(FLOATS, t.b, bo);
        FloatVector w1 = fromArray(FLOATS, t.b, bo + stride);
        FloatVector w2 = fromArray(FLOATS, t.b, bo + 2 * stride);
        FloatVector w3 = fromArray(FLOATS, t.b, bo + 3 * stride);
        int s0 = steps[first] + base;
        int s1 = steps[first + 1] + base;
        int s2 = steps[first + 2] + base;
        int s3 = steps[first + 3] + base;
        int end = t.aRow + t.rows;
        for (int i = t.aRow; i < end; i++) {
            int p = starts[i];
            int o = ends[i + shift] + to;
            FloatVector sum = fromArray(FLOATS, a, p + s0).fma(w0, fromArray(FLOATS, from, o & mask));
            sum = fromArray(FLOATS, a, p + s1).fma(w1, sum);
            sum = fromArray(FLOATS, a, p + s2).fma(w2, sum);
            sum = fromArray(FLOATS, a, p + s3).fma(w3, sum);
            sum.intoArray(c, o);
        }
    }

    static void two(Tile t, int k, int j, float[] from, int mask) {
        float[] a = t.a;
        float[] c = t.c;
        int[] starts = t.aRows;
        int[] ends = t.cRows;
        int[] steps = t.steps;
        int stride = t.bStride;
        int bo = t.bOffset + k * stride + j;
        int first = t.k + k;
        int base = t.aBase + j;
        int to = t.cBase + j;
        int shift = t.cRow - t.aRow;
        FloatVector w0 = fromArray(FLOATS, t.b, bo);
        FloatVector w1 = fromArray(FLOATS, t.b, bo + stride);
        int s0 = steps[first] + base;
        int s1 = steps[first + 1] + base;
        int end = t.aRow + t.rows;
        for (int i = t.aRow; i < end; i++) {
            int p = starts[i];
            int o = ends[i + shift] + to;
            FloatVector sum = fromArray(FLOATS, a, p + s0).fma(w0, fromArray(FLOATS, from, o & mask));
            sum = fromArray(FLOATS, a, p + s1).fma(w1, sum);
            sum.intoArray(c, o);
        }
    }

    static void one(Tile t, int k, int j, float[] from, int mask) {
        float[] a = t.a;
        float[] c = t.c;
        int[] starts = t.aRows;
        int[] ends = t.cRows;
        int[] steps = t.steps;
        int stride = t.bStride;
        int bo = t.bOffset + k * stride + j;
        int first = t.k + k;
        int base = t.aBase + j;
        int to = t.cBase + j;
        int shift = t.cRow - t.aRow;
        FloatVector w0 = fromArray(FLOATS, t.b, bo);
        int s0 = steps[first] + base;
        int end = t.aRow + t.rows;
        for (int i = t.aRow; i < end; i++) {
            int p = starts[i];
            int o = ends[i + shift] + to;
            FloatVector sum = fromArray(FLOATS, a, p + s0).fma(w0, fromArray(FLOATS, from, o & mask));
            sum.intoArray(c, o);
        }
    }
}
