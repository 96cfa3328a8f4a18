package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.inkstone.kernels.lanes.Tile;
import jdk.incubator.vector.FloatVector;

/**
 * Nine terms per sum, as in a 3 × 3 convolution of one channel: too few for a tile to pay, few enough for all of B to stay in
 * registers while rows pass. Neighbouring rows' chains of sums overlap in the processor.
 */
final class NineTerms {
    private NineTerms() {}

    /** One vector of columns, from {@code column} on, of all rows. */
    static void rows(Tile t, int column) {
        float[] a = t.a;
        float[] b = t.b;
        float[] c = t.c;
        int[] steps = t.steps;
        int[] starts = t.aRows;
        int[] ends = t.cRows;
        FloatVector zero = FloatVector.zero(FLOATS);
        int stride = t.bStride;
        int bo = t.bOffset + column;
        int first = t.k;
        int base = t.aBase;
        int to = t.cBase + column;
        int shift = t.cRow - t.aRow;
        FloatVector w0 = fromArray(FLOATS, b, bo);
        FloatVector w1 = fromArray(FLOATS, b, bo + stride);
        FloatVector w2 = fromArray(FLOATS, b, bo + 2 * stride);
        FloatVector w3 = fromArray(FLOATS, b, bo + 3 * stride);
        FloatVector w4 = fromArray(FLOATS, b, bo + 4 * stride);
        FloatVector w5 = fromArray(FLOATS, b, bo + 5 * stride);
        FloatVector w6 = fromArray(FLOATS, b, bo + 6 * stride);
        FloatVector w7 = fromArray(FLOATS, b, bo + 7 * stride);
        FloatVector w8 = fromArray(FLOATS, b, bo + 8 * stride);
        int s0 = steps[first];
        int s1 = steps[first + 1];
        int s2 = steps[first + 2];
        int s3 = steps[first + 3];
        int s4 = steps[first + 4];
        int s5 = steps[first + 5];
        int s6 = steps[first + 6];
        int s7 = steps[first + 7];
        int s8 = steps[first + 8];
        int end = t.aRow + t.rows;
        for (int i = t.aRow; i < end; i++) {
            int p = starts[i] + base;
            int o = ends[i + shift] + to;
            FloatVector sum = broadcast(FLOATS, a[p + s0]).fma(w0, zero);
            sum = broadcast(FLOATS, a[p + s1]).fma(w1, sum);
            sum = broadcast(FLOATS, a[p + s2]).fma(w2, sum);
            sum = broadcast(FLOATS, a[p + s3]).fma(w3, sum);
            sum = broadcast(FLOATS, a[p + s4]).fma(w4, sum);
            sum = broadcast(FLOATS, a[p + s5]).fma(w5, sum);
            sum = broadcast(FLOATS, a[p + s6]).fma(w6, sum);
            sum = broadcast(FLOATS, a[p + s7]).fma(w7, sum);
            sum = broadcast(FLOATS, a[p + s8]).fma(w8, sum);
            sum.intoArray(c, o);
        }
    }
}
