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

import dev.inkstone.kernels.lanes.Parametric;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Functions with parameters and their gradients, over whole vectors; each returns how many elements it did. */
final class VectorParametric {
    private static final int BLOCK = 256;

    private VectorParametric() {}

    static int forward(Parametric f, float p, float q, int n, float[] x, int xo, float[] y, int yo) {
        return switch (f) {
            case LEAKY_RELU -> leakyRelu(p, n, x, xo, y, yo);
            case ELU -> elu(p, n, x, xo, y, yo);
            case CLIP -> clip(p, q, n, x, xo, y, yo);
        };
    }

    static int gradient(
            Parametric f, float p, float q, int n, float[] x, int xo, float[] gy, int gyo, float[] gx, int gxo) {
        return switch (f) {
            case LEAKY_RELU -> leakyReluGradient(p, n, x, xo, gy, gyo, gx, gxo);
            case ELU -> eluGradient(p, n, x, xo, gy, gyo, gx, gxo);
            case CLIP -> clipGradient(p, q, n, x, xo, gy, gyo, gx, gxo);
        };
    }

    private static int leakyRelu(float p, int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            v.mul(p).blend(v, v.compare(VectorOperators.GT, 0f)).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int clip(float p, float q, int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector.fromArray(FLOATS, x, xo + i).max(p).min(q).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int elu(float p, int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector c = v.min(0f).max(EXPM1_LOW);
            FloatVector t = c.lanewise(VectorOperators.FMA, LOG2E, MAGIC);
            FloatVector k = t.sub(MAGIC);
            FloatVector r = k.lanewise(VectorOperators.FMA, FloatVector.broadcast(FLOATS, LN2_HEAD), c);
            r = k.lanewise(VectorOperators.FMA, FloatVector.broadcast(FLOATS, LN2_TAIL), r);
            FloatVector w = FloatVector.broadcast(FLOATS, E5).fma(r, FloatVector.broadcast(FLOATS, E4));
            w = w.fma(r, FloatVector.broadcast(FLOATS, E3));
            w = w.fma(r, FloatVector.broadcast(FLOATS, E2));
            w = w.fma(r, FloatVector.broadcast(FLOATS, E1));
            w = w.fma(r, FloatVector.broadcast(FLOATS, E0));
            FloatVector s1 = r.mul(r).fma(w, r);
            IntVector bits = t.reinterpretAsInts().sub(MAGIC_BITS - 127).lanewise(VectorOperators.LSHL, 23);
            FloatVector s = bits.reinterpretAsFloats();
            FloatVector e = s1.fma(s, s.sub(1f));
            FloatVector.broadcast(FLOATS, p).fma(e, v.max(0f)).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int leakyReluGradient(float p, int n, float[] x, int xo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            g.mul(p).blend(g, v.compare(VectorOperators.GT, 0f)).intoArray(gx, gxo + i);
        }
        return bound;
    }

    private static int clipGradient(
            float p, float q, int n, float[] x, int xo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            VectorMask<Float> inside = v.compare(VectorOperators.GE, p).and(v.compare(VectorOperators.LE, q));
            FloatVector.broadcast(FLOATS, 0f).blend(g, inside).intoArray(gx, gxo + i);
        }
        return bound;
    }

    /** In blocks, as in {@link VectorCurves}. */
    private static int eluGradient(float p, int n, float[] x, int xo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        float[] e = new float[Math.min(bound, BLOCK)];
        for (int from = 0; from < bound; from += BLOCK) {
            int count = Math.min(BLOCK, bound - from);
            for (int i = 0; i < count; i += LENGTH) {
                FloatVector.fromArray(FLOATS, x, xo + from + i).min(0f).intoArray(e, i);
            }
            VectorUnary.exp(count, e, 0, e, 0);
            for (int i = 0; i < count; i += LENGTH) {
                FloatVector v = FloatVector.fromArray(FLOATS, x, xo + from + i);
                FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + from + i);
                FloatVector slope = FloatVector.fromArray(FLOATS, e, i).mul(p);
                slope = slope.blend(1f, v.compare(VectorOperators.GT, 0f));
                g.mul(slope).intoArray(gx, gxo + from + i);
            }
        }
        return bound;
    }
}
