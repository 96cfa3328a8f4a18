package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.PointwiseLanes;

/** The one pairwise tree by which partial sums are combined: neighbours first, a part without a neighbour moves up as it is. */
final class Tree {
    private Tree() {}

    /** Adds {@code parts} vectors of {@code n}, {@code stride} apart, into the first of them; overwrites the others. */
    static void sum(PointwiseLanes lanes, int parts, int n, int stride, float[] x, int xo) {
        for (int step = 1; step < parts; step *= 2) {
            for (int i = 0; i + step < parts; i += 2 * step) {
                int left = xo + i * stride;
                lanes.binary(Binary.ADD, n, x, left, x, left + step * stride, x, left);
            }
        }
    }

    /** The same for sums with an error term, which stands {@code error} floats after each sum. */
    static void sumExactly(int parts, int n, int stride, float[] x, int xo, int error) {
        for (int step = 1; step < parts; step *= 2) {
            for (int i = 0; i + step < parts; i += 2 * step) {
                int left = xo + i * stride;
                for (int j = left; j < left + n; j++) {
                    int right = j + step * stride;
                    float s = x[j];
                    float v = x[right];
                    float t = s + v;
                    float part = t - s;
                    x[j + error] = (x[j + error] + x[right + error]) + ((s - (t - part)) + (v - part));
                    x[j] = t;
                }
            }
        }
    }

    /** A sum and its error term as one number; the error means nothing once the sum has left the floats. */
    static double exact(float sum, float error) {
        return Float.isFinite(sum) ? (double) sum + error : sum;
    }
}
