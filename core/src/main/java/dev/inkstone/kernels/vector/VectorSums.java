package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * Sums down the rows of one, two or four vectors of columns.
 *
 * <p>The rounding error of {@code t = s + v} is {@code (s − (t − p)) + (v − p)} with {@code p = t − s}, and of {@code v = d²}
 * it is {@code −fma(−d, d, v)}. Some of these differences are written {@code fma(b, −1, a)}, which is {@code a − b} to the
 * bit: processors add and multiply-add in different units, and these bodies would leave the latter idle.
 */
final class VectorSums {
    private static final FloatVector MINUS = FloatVector.broadcast(FLOATS, -1f);

    private VectorSums() {}

    static void sum(int rows, int stride, float[] x, int xo, float[] sum, int so) {
        FloatVector s = FloatVector.fromArray(FLOATS, sum, so);
        for (int r = 0; r < rows; r++) {
            s = s.add(FloatVector.fromArray(FLOATS, x, xo + r * stride));
        }
        s.intoArray(sum, so);
    }

    static void sumFour(int rows, int stride, float[] x, int xo, float[] sum, int so) {
        FloatVector s0 = FloatVector.fromArray(FLOATS, sum, so);
        FloatVector s1 = FloatVector.fromArray(FLOATS, sum, so + LENGTH);
        FloatVector s2 = FloatVector.fromArray(FLOATS, sum, so + 2 * LENGTH);
        FloatVector s3 = FloatVector.fromArray(FLOATS, sum, so + 3 * LENGTH);
        for (int r = 0; r < rows; r++) {
            int at = xo + r * stride;
            s0 = s0.add(FloatVector.fromArray(FLOATS, x, at));
            s1 = s1.add(FloatVector.fromArray(FLOATS, x, at + LENGTH));
            s2 = s2.add(FloatVector.fromArray(FLOATS, x, at + 2 * LENGTH));
            s3 = s3.add(FloatVector.fromArray(FLOATS, x, at + 3 * LENGTH));
        }
        s0.intoArray(sum, so);
        s1.intoArray(sum, so + LENGTH);
        s2.intoArray(sum, so + 2 * LENGTH);
        s3.intoArray(sum, so + 3 * LENGTH);
    }

    static void exact(int rows, int stride, float[] x, int xo, float[] sum, int so, float[] error, int eo) {
        FloatVector s0 = FloatVector.fromArray(FLOATS, sum, so);
        FloatVector e0 = FloatVector.fromArray(FLOATS, error, eo);
        for (int r = 0; r < rows; r++) {
            int at = xo + r * stride;
            FloatVector v0 = FloatVector.fromArray(FLOATS, x, at);
            FloatVector t0 = s0.add(v0);
            FloatVector p0 = t0.sub(s0);
            e0 = e0.add(p0.fma(MINUS, t0).fma(MINUS, s0).add(p0.fma(MINUS, v0)));
            s0 = t0;
        }
        s0.intoArray(sum, so);
        e0.intoArray(error, eo);
    }

    static void exactTwo(int rows, int stride, float[] x, int xo, float[] sum, int so, float[] error, int eo) {
        FloatVector s0 = FloatVector.fromArray(FLOATS, sum, so);
        FloatVector e0 = FloatVector.fromArray(FLOATS, error, eo);
        FloatVector s1 = FloatVector.fromArray(FLOATS, sum, so + LENGTH);
        FloatVector e1 = FloatVector.fromArray(FLOATS, error, eo + LENGTH);
        for (int r = 0; r < rows; r++) {
            int at = xo + r * stride;
            FloatVector v0 = FloatVector.fromArray(FLOATS, x, at);
            FloatVector t0 = s0.add(v0);
            FloatVector p0 = t0.sub(s0);
            e0 = e0.add(p0.fma(MINUS, t0).fma(MINUS, s0).add(p0.fma(MINUS, v0)));
            s0 = t0;
            FloatVector v1 = FloatVector.fromArray(FLOATS, x, at + LENGTH);
            FloatVector t1 = s1.add(v1);
            FloatVector p1 = t1.sub(s1);
            e1 = e1.add(p1.fma(MINUS, t1).fma(MINUS, s1).add(p1.fma(MINUS, v1)));
            s1 = t1;
        }
        s0.intoArray(sum, so);
        e0.intoArray(error, eo);
        s1.intoArray(sum, so + LENGTH);
        e1.intoArray(error, eo + LENGTH);
    }

    static void squares(
            int rows, int stride, float[] x, int xo, float[] mean, int mo, float[] sum, int so, float[] error, int eo) {
        FloatVector m0 = FloatVector.fromArray(FLOATS, mean, mo);
        FloatVector s0 = FloatVector.fromArray(FLOATS, sum, so);
        FloatVector e0 = FloatVector.fromArray(FLOATS, error, eo);
        for (int r = 0; r < rows; r++) {
            int at = xo + r * stride;
            FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
            FloatVector d0 = x0.sub(m0);
            FloatVector n0 = d0.neg();
            FloatVector v0 = d0.mul(d0);
            FloatVector t0 = s0.add(v0);
            FloatVector p0 = t0.sub(s0);
            e0 = e0.add(t0.sub(p0).fma(MINUS, s0).add(n0.fma(d0, v0).fma(MINUS, p0.fma(MINUS, v0))));
            s0 = t0;
        }
        s0.intoArray(sum, so);
        e0.intoArray(error, eo);
    }

    static void squaresTwo(
            int rows, int stride, float[] x, int xo, float[] mean, int mo, float[] sum, int so, float[] error, int eo) {
        FloatVector m0 = FloatVector.fromArray(FLOATS, mean, mo);
        FloatVector s0 = FloatVector.fromArray(FLOATS, sum, so);
        FloatVector e0 = FloatVector.fromArray(FLOATS, error, eo);
        FloatVector m1 = FloatVector.fromArray(FLOATS, mean, mo + LENGTH);
        FloatVector s1 = FloatVector.fromArray(FLOATS, sum, so + LENGTH);
        FloatVector e1 = FloatVector.fromArray(FLOATS, error, eo + LENGTH);
        for (int r = 0; r < rows; r++) {
            int at = xo + r * stride;
            FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
            FloatVector d0 = x0.sub(m0);
            FloatVector n0 = d0.neg();
            FloatVector v0 = d0.mul(d0);
            FloatVector t0 = s0.add(v0);
            FloatVector p0 = t0.sub(s0);
            e0 = e0.add(t0.sub(p0).fma(MINUS, s0).add(n0.fma(d0, v0).fma(MINUS, p0.fma(MINUS, v0))));
            s0 = t0;
            FloatVector x1 = FloatVector.fromArray(FLOATS, x, at + LENGTH);
            FloatVector d1 = x1.sub(m1);
            FloatVector n1 = d1.neg();
            FloatVector v1 = d1.mul(d1);
            FloatVector t1 = s1.add(v1);
            FloatVector p1 = t1.sub(s1);
            e1 = e1.add(t1.sub(p1).fma(MINUS, s1).add(n1.fma(d1, v1).fma(MINUS, p1.fma(MINUS, v1))));
            s1 = t1;
        }
        s0.intoArray(sum, so);
        e0.intoArray(error, eo);
        s1.intoArray(sum, so + LENGTH);
        e1.intoArray(error, eo + LENGTH);
    }

    static void gradients(
            int rows,
            int stride,
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
        FloatVector m0 = FloatVector.fromArray(FLOATS, mean, mo);
        FloatVector c0 = FloatVector.fromArray(FLOATS, ggamma, ggo);
        FloatVector b0 = FloatVector.fromArray(FLOATS, gbeta, gbo);
        for (int r = 0; r < rows; r++) {
            int at = r * stride;
            FloatVector g0 = FloatVector.fromArray(FLOATS, gy, gyo + at);
            c0 = g0.fma(FloatVector.fromArray(FLOATS, x, xo + at).sub(m0), c0);
            b0 = b0.add(g0);
        }
        c0.intoArray(ggamma, ggo);
        b0.intoArray(gbeta, gbo);
    }

    static void gradientsTwo(
            int rows,
            int stride,
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
        FloatVector m0 = FloatVector.fromArray(FLOATS, mean, mo);
        FloatVector c0 = FloatVector.fromArray(FLOATS, ggamma, ggo);
        FloatVector b0 = FloatVector.fromArray(FLOATS, gbeta, gbo);
        FloatVector m1 = FloatVector.fromArray(FLOATS, mean, mo + LENGTH);
        FloatVector c1 = FloatVector.fromArray(FLOATS, ggamma, ggo + LENGTH);
        FloatVector b1 = FloatVector.fromArray(FLOATS, gbeta, gbo + LENGTH);
        for (int r = 0; r < rows; r++) {
            int at = r * stride;
            FloatVector g0 = FloatVector.fromArray(FLOATS, gy, gyo + at);
            c0 = g0.fma(FloatVector.fromArray(FLOATS, x, xo + at).sub(m0), c0);
            b0 = b0.add(g0);
            FloatVector g1 = FloatVector.fromArray(FLOATS, gy, gyo + at + LENGTH);
            c1 = g1.fma(FloatVector.fromArray(FLOATS, x, xo + at + LENGTH).sub(m1), c1);
            b1 = b1.add(g1);
        }
        c0.intoArray(ggamma, ggo);
        b0.intoArray(gbeta, gbo);
        c1.intoArray(ggamma, ggo + LENGTH);
        b1.intoArray(gbeta, gbo + LENGTH);
    }
}
