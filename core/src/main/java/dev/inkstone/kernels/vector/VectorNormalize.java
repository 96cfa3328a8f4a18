package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import jdk.incubator.vector.FloatVector;

/** Normalisation of one, two or four vectors of columns down the rows, with their parameters in registers. */
final class VectorNormalize {
    private VectorNormalize() {}

    static void one(int rows, int width, float[] x, int xo, float[] p, int from, int stride, float[] y, int yo) {
        FloatVector m0 = FloatVector.fromArray(FLOATS, p, from);
        FloatVector s0 = FloatVector.fromArray(FLOATS, p, from + stride);
        FloatVector h0 = FloatVector.fromArray(FLOATS, p, from + 2 * stride);
        for (int r = 0; r < rows; r++) {
            int at = r * width;
            FloatVector.fromArray(FLOATS, x, xo + at).sub(m0).fma(s0, h0).intoArray(y, yo + at);
        }
    }

    static void four(int rows, int width, float[] x, int xo, float[] p, int from, int stride, float[] y, int yo) {
        FloatVector m0 = FloatVector.fromArray(FLOATS, p, from);
        FloatVector m1 = FloatVector.fromArray(FLOATS, p, from + LENGTH);
        FloatVector m2 = FloatVector.fromArray(FLOATS, p, from + 2 * LENGTH);
        FloatVector m3 = FloatVector.fromArray(FLOATS, p, from + 3 * LENGTH);
        int scale = from + stride;
        FloatVector s0 = FloatVector.fromArray(FLOATS, p, scale);
        FloatVector s1 = FloatVector.fromArray(FLOATS, p, scale + LENGTH);
        FloatVector s2 = FloatVector.fromArray(FLOATS, p, scale + 2 * LENGTH);
        FloatVector s3 = FloatVector.fromArray(FLOATS, p, scale + 3 * LENGTH);
        int shift = from + 2 * stride;
        FloatVector h0 = FloatVector.fromArray(FLOATS, p, shift);
        FloatVector h1 = FloatVector.fromArray(FLOATS, p, shift + LENGTH);
        FloatVector h2 = FloatVector.fromArray(FLOATS, p, shift + 2 * LENGTH);
        FloatVector h3 = FloatVector.fromArray(FLOATS, p, shift + 3 * LENGTH);
        for (int r = 0; r < rows; r++) {
            int i = xo + r * width;
            int o = yo + r * width;
            FloatVector.fromArray(FLOATS, x, i).sub(m0).fma(s0, h0).intoArray(y, o);
            FloatVector.fromArray(FLOATS, x, i + LENGTH).sub(m1).fma(s1, h1).intoArray(y, o + LENGTH);
            FloatVector.fromArray(FLOATS, x, i + 2 * LENGTH).sub(m2).fma(s2, h2).intoArray(y, o + 2 * LENGTH);
            FloatVector.fromArray(FLOATS, x, i + 3 * LENGTH).sub(m3).fma(s3, h3).intoArray(y, o + 3 * LENGTH);
        }
    }

    static void gradient(
            int rows,
            int width,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] p,
            int from,
            int stride,
            float[] gx,
            int gxo) {
        FloatVector m0 = FloatVector.fromArray(FLOATS, p, from);
        FloatVector l0 = FloatVector.fromArray(FLOATS, p, from + stride);
        FloatVector b0 = FloatVector.fromArray(FLOATS, p, from + 2 * stride);
        FloatVector s0 = FloatVector.fromArray(FLOATS, p, from + 3 * stride);
        for (int r = 0; r < rows; r++) {
            int at = r * width;
            FloatVector rest0 = FloatVector.fromArray(FLOATS, gy, gyo + at).sub(b0);
            FloatVector.fromArray(FLOATS, x, xo + at)
                    .sub(m0)
                    .fma(l0, rest0)
                    .mul(s0)
                    .intoArray(gx, gxo + at);
        }
    }

    static void gradientTwo(
            int rows,
            int width,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] p,
            int from,
            int stride,
            float[] gx,
            int gxo) {
        FloatVector m0 = FloatVector.fromArray(FLOATS, p, from);
        FloatVector m1 = FloatVector.fromArray(FLOATS, p, from + LENGTH);
        FloatVector l0 = FloatVector.fromArray(FLOATS, p, from + stride);
        FloatVector l1 = FloatVector.fromArray(FLOATS, p, from + stride + LENGTH);
        FloatVector b0 = FloatVector.fromArray(FLOATS, p, from + 2 * stride);
        FloatVector b1 = FloatVector.fromArray(FLOATS, p, from + 2 * stride + LENGTH);
        FloatVector s0 = FloatVector.fromArray(FLOATS, p, from + 3 * stride);
        FloatVector s1 = FloatVector.fromArray(FLOATS, p, from + 3 * stride + LENGTH);
        for (int r = 0; r < rows; r++) {
            int at = r * width;
            FloatVector rest0 = FloatVector.fromArray(FLOATS, gy, gyo + at).sub(b0);
            FloatVector rest1 =
                    FloatVector.fromArray(FLOATS, gy, gyo + at + LENGTH).sub(b1);
            FloatVector.fromArray(FLOATS, x, xo + at)
                    .sub(m0)
                    .fma(l0, rest0)
                    .mul(s0)
                    .intoArray(gx, gxo + at);
            FloatVector.fromArray(FLOATS, x, xo + at + LENGTH)
                    .sub(m1)
                    .fma(l1, rest1)
                    .mul(s1)
                    .intoArray(gx, gxo + at + LENGTH);
        }
    }
}
