package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.scalar.ScalarMath.E0;
import static dev.inkstone.kernels.scalar.ScalarMath.E1;
import static dev.inkstone.kernels.scalar.ScalarMath.E2;
import static dev.inkstone.kernels.scalar.ScalarMath.E3;
import static dev.inkstone.kernels.scalar.ScalarMath.E4;
import static dev.inkstone.kernels.scalar.ScalarMath.E5;
import static dev.inkstone.kernels.scalar.ScalarMath.EXPM1_LOW;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_HEAD;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_TAIL;
import static dev.inkstone.kernels.scalar.ScalarMath.LOG2E;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC_BITS;
import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.Unary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Functions of one argument in a few operations, and gradients, over whole vectors; each returns how many elements it did. */
final class VectorSimple {
    private VectorSimple() {}

    static int forward(Unary f, int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        switch (f) {
            case HARD_SIGMOID -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
                    v.add(3f).max(0f).min(6f).div(6f).intoArray(y, yo + i);
                }
            }
            case HARD_SWISH -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
                    v.max(-3f).mul(v.add(3f).max(0f).min(6f).div(6f)).intoArray(y, yo + i);
                }
            }
            case SQRT -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.fromArray(FLOATS, x, xo + i).sqrt().intoArray(y, yo + i);
                }
            }
            default -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.fromArray(FLOATS, x, xo + i).abs().intoArray(y, yo + i);
                }
            }
        }
        return bound;
    }

    static int gradient(Unary f, int n, float[] v, int vo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        switch (f) {
            case HARD_SIGMOID -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector s = FloatVector.fromArray(FLOATS, v, vo + i);
                    FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
                    VectorMask<Float> inside = s.compare(VectorOperators.GT, 0f).and(s.compare(VectorOperators.LT, 1f));
                    FloatVector.broadcast(FLOATS, 0f).blend(g.div(6f), inside).intoArray(gx, gxo + i);
                }
            }
            case SQRT -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector s = FloatVector.fromArray(FLOATS, v, vo + i);
                    FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
                    g.div(s.mul(2f)).intoArray(gx, gxo + i);
                }
            }
            case LOG -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector s = FloatVector.fromArray(FLOATS, v, vo + i);
                    FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
                    g.div(s).intoArray(gx, gxo + i);
                }
            }
            case ABS -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector s = FloatVector.fromArray(FLOATS, v, vo + i);
                    FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
                    VectorMask<Float> negative = s.compare(VectorOperators.LT, 0f);
                    FloatVector below = FloatVector.broadcast(FLOATS, 0f).blend(g.neg(), negative);
                    below.blend(g, s.compare(VectorOperators.GT, 0f)).intoArray(gx, gxo + i);
                }
            }
            default -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector s = FloatVector.fromArray(FLOATS, v, vo + i);
                    FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
                    FloatVector slope = s.lanewise(VectorOperators.FMA, 1 / 3f, 0.5f);
                    slope = slope.blend(0f, s.compare(VectorOperators.LE, -3f));
                    slope = slope.blend(1f, s.compare(VectorOperators.GE, 3f));
                    g.mul(slope).intoArray(gx, gxo + i);
                }
            }
        }
        return bound;
    }

    /** 1 − exp(−y), accurate near 0. */
    static int softplusGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector c =
                    FloatVector.fromArray(FLOATS, y, yo + i).neg().min(0f).max(EXPM1_LOW);
            FloatVector t = c.lanewise(VectorOperators.FMA, LOG2E, MAGIC);
            FloatVector k = t.sub(MAGIC);
            FloatVector r = k.lanewise(VectorOperators.FMA, FloatVector.broadcast(FLOATS, LN2_HEAD), c);
            r = k.lanewise(VectorOperators.FMA, FloatVector.broadcast(FLOATS, LN2_TAIL), r);
            FloatVector q = FloatVector.broadcast(FLOATS, E5).fma(r, FloatVector.broadcast(FLOATS, E4));
            q = q.fma(r, FloatVector.broadcast(FLOATS, E3));
            q = q.fma(r, FloatVector.broadcast(FLOATS, E2));
            q = q.fma(r, FloatVector.broadcast(FLOATS, E1));
            q = q.fma(r, FloatVector.broadcast(FLOATS, E0));
            FloatVector p = r.mul(r).fma(q, r);
            IntVector bits = t.reinterpretAsInts().sub(MAGIC_BITS - 127).lanewise(VectorOperators.LSHL, 23);
            FloatVector s = bits.reinterpretAsFloats();
            FloatVector slope = p.fma(s, s.sub(1f)).neg();
            FloatVector.fromArray(FLOATS, gy, gyo + i).mul(slope).intoArray(gx, gxo + i);
        }
        return bound;
    }
}
