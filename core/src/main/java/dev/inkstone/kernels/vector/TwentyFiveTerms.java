package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.inkstone.kernels.lanes.Tile;
import jdk.incubator.vector.FloatVector;

/**
 * Twenty-five terms per sum, as in a 5 × 5 convolution of one channel: all of B stays in registers, of which there must be 32,
 * while rows pass, two at a time, since one chain of sums waits for each of its terms.
 */
final class TwentyFiveTerms {
    private TwentyFiveTerms() {}

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
        FloatVector w9 = fromArray(FLOATS, b, bo + 9 * stride);
        FloatVector w10 = fromArray(FLOATS, b, bo + 10 * stride);
        FloatVector w11 = fromArray(FLOATS, b, bo + 11 * stride);
        FloatVector w12 = fromArray(FLOATS, b, bo + 12 * stride);
        FloatVector w13 = fromArray(FLOATS, b, bo + 13 * stride);
        FloatVector w14 = fromArray(FLOATS, b, bo + 14 * stride);
        FloatVector w15 = fromArray(FLOATS, b, bo + 15 * stride);
        FloatVector w16 = fromArray(FLOATS, b, bo + 16 * stride);
        FloatVector w17 = fromArray(FLOATS, b, bo + 17 * stride);
        FloatVector w18 = fromArray(FLOATS, b, bo + 18 * stride);
        FloatVector w19 = fromArray(FLOATS, b, bo + 19 * stride);
        FloatVector w20 = fromArray(FLOATS, b, bo + 20 * stride);
        FloatVector w21 = fromArray(FLOATS, b, bo + 21 * stride);
        FloatVector w22 = fromArray(FLOATS, b, bo + 22 * stride);
        FloatVector w23 = fromArray(FLOATS, b, bo + 23 * stride);
        FloatVector w24 = fromArray(FLOATS, b, bo + 24 * stride);
        int s0 = steps[first];
        int s1 = steps[first + 1];
        int s2 = steps[first + 2];
        int s3 = steps[first + 3];
        int s4 = steps[first + 4];
        int s5 = steps[first + 5];
        int s6 = steps[first + 6];
        int s7 = steps[first + 7];
        int s8 = steps[first + 8];
        int s9 = steps[first + 9];
        int s10 = steps[first + 10];
        int s11 = steps[first + 11];
        int s12 = steps[first + 12];
        int s13 = steps[first + 13];
        int s14 = steps[first + 14];
        int s15 = steps[first + 15];
        int s16 = steps[first + 16];
        int s17 = steps[first + 17];
        int s18 = steps[first + 18];
        int s19 = steps[first + 19];
        int s20 = steps[first + 20];
        int s21 = steps[first + 21];
        int s22 = steps[first + 22];
        int s23 = steps[first + 23];
        int s24 = steps[first + 24];
        int end = t.aRow + t.rows;
        int i = t.aRow;
        for (; i < end - 1; i += 2) {
            int p = starts[i] + base;
            int q = starts[i + 1] + base;
            FloatVector x = broadcast(FLOATS, a[p + s0]).fma(w0, zero);
            FloatVector y = broadcast(FLOATS, a[q + s0]).fma(w0, zero);
            x = broadcast(FLOATS, a[p + s1]).fma(w1, x);
            y = broadcast(FLOATS, a[q + s1]).fma(w1, y);
            x = broadcast(FLOATS, a[p + s2]).fma(w2, x);
            y = broadcast(FLOATS, a[q + s2]).fma(w2, y);
            x = broadcast(FLOATS, a[p + s3]).fma(w3, x);
            y = broadcast(FLOATS, a[q + s3]).fma(w3, y);
            x = broadcast(FLOATS, a[p + s4]).fma(w4, x);
            y = broadcast(FLOATS, a[q + s4]).fma(w4, y);
            x = broadcast(FLOATS, a[p + s5]).fma(w5, x);
            y = broadcast(FLOATS, a[q + s5]).fma(w5, y);
            x = broadcast(FLOATS, a[p + s6]).fma(w6, x);
            y = broadcast(FLOATS, a[q + s6]).fma(w6, y);
            x = broadcast(FLOATS, a[p + s7]).fma(w7, x);
            y = broadcast(FLOATS, a[q + s7]).fma(w7, y);
            x = broadcast(FLOATS, a[p + s8]).fma(w8, x);
            y = broadcast(FLOATS, a[q + s8]).fma(w8, y);
            x = broadcast(FLOATS, a[p + s9]).fma(w9, x);
            y = broadcast(FLOATS, a[q + s9]).fma(w9, y);
            x = broadcast(FLOATS, a[p + s10]).fma(w10, x);
            y = broadcast(FLOATS, a[q + s10]).fma(w10, y);
            x = broadcast(FLOATS, a[p + s11]).fma(w11, x);
            y = broadcast(FLOATS, a[q + s11]).fma(w11, y);
            x = broadcast(FLOATS, a[p + s12]).fma(w12, x);
            y = broadcast(FLOATS, a[q + s12]).fma(w12, y);
            x = broadcast(FLOATS, a[p + s13]).fma(w13, x);
            y = broadcast(FLOATS, a[q + s13]).fma(w13, y);
            x = broadcast(FLOATS, a[p + s14]).fma(w14, x);
            y = broadcast(FLOATS, a[q + s14]).fma(w14, y);
            x = broadcast(FLOATS, a[p + s15]).fma(w15, x);
            y = broadcast(FLOATS, a[q + s15]).fma(w15, y);
            x = broadcast(FLOATS, a[p + s16]).fma(w16, x);
            y = broadcast(FLOATS, a[q + s16]).fma(w16, y);
            x = broadcast(FLOATS, a[p + s17]).fma(w17, x);
            y = broadcast(FLOATS, a[q + s17]).fma(w17, y);
            x = broadcast(FLOATS, a[p + s18]).fma(w18, x);
            y = broadcast(FLOATS, a[q + s18]).fma(w18, y);
            x = broadcast(FLOATS, a[p + s19]).fma(w19, x);
            y = broadcast(FLOATS, a[q + s19]).fma(w19, y);
            x = broadcast(FLOATS, a[p + s20]).fma(w20, x);
            y = broadcast(FLOATS, a[q + s20]).fma(w20, y);
            x = broadcast(FLOATS, a[p + s21]).fma(w21, x);
            y = broadcast(FLOATS, a[q + s21]).fma(w21, y);
            x = broadcast(FLOATS, a[p + s22]).fma(w22, x);
            y = broadcast(FLOATS, a[q + s22]).fma(w22, y);
            x = broadcast(FLOATS, a[p + s23]).fma(w23, x);
            y = broadcast(FLOATS, a[q + s23]).fma(w23, y);
            x = broadcast(FLOATS, a[p + s24]).fma(w24, x);
            y = broadcast(FLOATS, a[q + s24]).fma(w24, y);
            x.intoArray(c, ends[i + shift] + to);
            y.intoArray(c, ends[i + 1 + shift] + to);
        }
        if (i < end) {
            int p = starts[i] + base;
            FloatVector x = broadcast(FLOATS, a[p + s0]).fma(w0, zero);
            x = broadcast(FLOATS, a[p + s1]).fma(w1, x);
            x = broadcast(FLOATS, a[p + s2]).fma(w2, x);
            x = broadcast(FLOATS, a[p + s3]).fma(w3, x);
            x = broadcast(FLOATS, a[p + s4]).fma(w4, x);
            x = broadcast(FLOATS, a[p + s5]).fma(w5, x);
            x = broadcast(FLOATS, a[p + s6]).fma(w6, x);
            x = broadcast(FLOATS, a[p + s7]).fma(w7, x);
            x = broadcast(FLOATS, a[p + s8]).fma(w8, x);
            x = broadcast(FLOATS, a[p + s9]).fma(w9, x);
            x = broadcast(FLOATS, a[p + s10]).fma(w10, x);
            x = broadcast(FLOATS, a[p + s11]).fma(w11, x);
            x = broadcast(FLOATS, a[p + s12]).fma(w12, x);
            x = broadcast(FLOATS, a[p + s13]).fma(w13, x);
            x = broadcast(FLOATS, a[p + s14]).fma(w14, x);
            x = broadcast(FLOATS, a[p + s15]).fma(w15, x);
            x = broadcast(FLOATS, a[p + s16]).fma(w16, x);
            x = broadcast(FLOATS, a[p + s17]).fma(w17, x);
            x = broadcast(FLOATS, a[p + s18]).fma(w18, x);
            x = broadcast(FLOATS, a[p + s19]).fma(w19, x);
            x = broadcast(FLOATS, a[p + s20]).fma(w20, x);
            x = broadcast(FLOATS, a[p + s21]).fma(w21, x);
            x = broadcast(FLOATS, a[p + s22]).fma(w22, x);
            x = broadcast(FLOATS, a[p + s23]).fma(w23, x);
            x = broadcast(FLOATS, a[p + s24]).fma(w24, x);
            x.intoArray(c, ends[i + shift] + to);
        }
    }
}
