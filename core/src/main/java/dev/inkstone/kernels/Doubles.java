package dev.inkstone.kernels;

/** Sums of floats in double precision, in eight interleaved sums combined by a fixed tree; one form for all lanes. */
final class Doubles {
    private Doubles() {}

    /** The sum of {@code n} elements. */
    static double sum(int n, float[] x, int xo) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i <= n - 8; i += 8) {
            int at = xo + i;
            s0 += x[at];
            s1 += x[at + 1];
            s2 += x[at + 2];
            s3 += x[at + 3];
            s4 += x[at + 4];
            s5 += x[at + 5];
            s6 += x[at + 6];
            s7 += x[at + 7];
        }
        double rest = 0;
        for (; i < n; i++) {
            rest += x[xo + i];
        }
        return (((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))) + rest;
    }

    /** The sum of {@code n} products; each product of two floats is exact. */
    static double dot(int n, float[] a, int ao, float[] b, int bo) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i <= n - 8; i += 8) {
            int at = ao + i;
            int bt = bo + i;
            s0 += (double) a[at] * b[bt];
            s1 += (double) a[at + 1] * b[bt + 1];
            s2 += (double) a[at + 2] * b[bt + 2];
            s3 += (double) a[at + 3] * b[bt + 3];
            s4 += (double) a[at + 4] * b[bt + 4];
            s5 += (double) a[at + 5] * b[bt + 5];
            s6 += (double) a[at + 6] * b[bt + 6];
            s7 += (double) a[at + 7] * b[bt + 7];
        }
        double rest = 0;
        for (; i < n; i++) {
            rest += (double) a[ao + i] * b[bo + i];
        }
        return (((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))) + rest;
    }

    /** The sum of {@code (x − centre)²} over {@code n} elements. */
    static double squares(int n, float[] x, int xo, double centre) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i <= n - 4; i += 4) {
            int at = xo + i;
            double d0 = x[at] - centre;
            double d1 = x[at + 1] - centre;
            double d2 = x[at + 2] - centre;
            double d3 = x[at + 3] - centre;
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        double rest = 0;
        for (; i < n; i++) {
            double d = x[xo + i] - centre;
            rest += d * d;
        }
        return ((s0 + s1) + (s2 + s3)) + rest;
    }
}
