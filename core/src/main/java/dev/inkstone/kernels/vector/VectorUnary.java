package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.scalar.ScalarMath.E0;
import static dev.inkstone.kernels.scalar.ScalarMath.E1;
import static dev.inkstone.kernels.scalar.ScalarMath.E2;
import static dev.inkstone.kernels.scalar.ScalarMath.E3;
import static dev.inkstone.kernels.scalar.ScalarMath.E4;
import static dev.inkstone.kernels.scalar.ScalarMath.E5;
import static dev.inkstone.kernels.scalar.ScalarMath.EXPM1_LOW;
import static dev.inkstone.kernels.scalar.ScalarMath.EXP_HIGH;
import static dev.inkstone.kernels.scalar.ScalarMath.EXP_LOW;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_HEAD;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_TAIL;
import static dev.inkstone.kernels.scalar.ScalarMath.LOG2E;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC_BITS;
import static dev.inkstone.kernels.scalar.ScalarMath.SELU_SCALE;
import static dev.inkstone.kernels.scalar.ScalarMath.SELU_SCALE_ALPHA;
import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.Unary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions of one argument and their gradients, over whole vectors; each returns how many elements it did. The functions are
 * those of {@link dev.inkstone.kernels.scalar.ScalarMath}, the same operations in the same order.
 *
 * <p>The polynomial of exp stands here four times, on purpose: a method of ours that returns a vector is not always inlined
 * (C2 stops at a number of nodes, except for the vector API itself), and then every vector is boxed: ten times slower.
 */
final class VectorUnary {
    private static final int EXPM1_LOW_BITS = Float.floatToRawIntBits(EXPM1_LOW);

    private VectorUnary() {}

    static int forward(Unary f, int n, float[] x, int xo, float[] y, int yo) {
        return switch (f) {
            case RELU -> relu(n, x, xo, y, yo);
            case SELU -> selu(n, x, xo, y, yo);
            case SIGMOID -> sigmoid(n, x, xo, y, yo);
            case TANH -> tanh(n, x, xo, y, yo);
            case EXP -> exp(n, x, xo, y, yo);
            case LOG -> VectorLog.log(n, x, xo, y, yo);
            case SOFTPLUS, GELU, GELU_TANH, SILU -> VectorCurves.forward(f, n, x, xo, y, yo);
            case HARD_SIGMOID, SQRT, ABS, HARD_SWISH -> VectorSimple.forward(f, n, x, xo, y, yo);
        };
    }

    static int gradient(Unary f, int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        return switch (f) {
            case RELU -> reluGradient(n, y, yo, gy, gyo, gx, gxo);
            case SELU -> seluGradient(n, y, yo, gy, gyo, gx, gxo);
            case SIGMOID -> sigmoidGradient(n, y, yo, gy, gyo, gx, gxo);
            case TANH -> tanhGradient(n, y, yo, gy, gyo, gx, gxo);
            case EXP -> expGradient(n, y, yo, gy, gyo, gx, gxo);
            case GELU, GELU_TANH, SILU -> VectorCurves.gradient(f, n, y, yo, gy, gyo, gx, gxo);
            case SOFTPLUS -> VectorSimple.softplusGradient(n, y, yo, gy, gyo, gx, gxo);
            case HARD_SIGMOID, SQRT, LOG, ABS, HARD_SWISH -> VectorSimple.gradient(f, n, y, yo, gy, gyo, gx, gxo);
        };
    }

    private static int relu(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            v.max(0f).intoArray(y, yo + i);
        }
        return bound;
    }

    /**
     * Minima and maxima of floats take six operations, since they order zeros and keep NaNs; one minimum of the bits cuts
     * negative numbers off, whose order it reverses, and a NaN comes through as a positive number does.
     */
    private static int selu(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector positive = v.blend(0f, v.compare(VectorOperators.LE, 0f));
            IntVector bits = v.reinterpretAsInts();
            IntVector sign = bits.lanewise(VectorOperators.ASHR, 31);
            FloatVector c = bits.min(EXPM1_LOW_BITS).and(sign).reinterpretAsFloats();
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
            IntVector s1 = t.reinterpretAsInts().sub(MAGIC_BITS - 127).lanewise(VectorOperators.LSHL, 23);
            FloatVector s = s1.reinterpretAsFloats();
            FloatVector e = p.fma(s, s.sub(1f));
            FloatVector negative = e.mul(SELU_SCALE_ALPHA);
            FloatVector.broadcast(FLOATS, SELU_SCALE).fma(positive, negative).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int sigmoid(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector c = v.neg().max(EXP_LOW).min(EXP_HIGH);
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
            IntVector bits = t.reinterpretAsInts().sub(MAGIC_BITS);
            IntVector half = bits.lanewise(VectorOperators.ASHR, 1);
            IntVector s1 = half.add(127).lanewise(VectorOperators.LSHL, 23);
            IntVector s2 = bits.sub(half).add(127).lanewise(VectorOperators.LSHL, 23);
            FloatVector e = p.add(1f).mul(s1.reinterpretAsFloats()).mul(s2.reinterpretAsFloats());
            FloatVector.broadcast(FLOATS, 1f).div(e.add(1f)).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int tanh(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector c = v.abs().mul(-2f).max(EXPM1_LOW);
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
            IntVector s1 = t.reinterpretAsInts().sub(MAGIC_BITS - 127).lanewise(VectorOperators.LSHL, 23);
            FloatVector s = s1.reinterpretAsFloats();
            FloatVector e = p.fma(s, s.sub(1f));
            IntVector magnitude = e.neg().div(e.add(2f)).abs().reinterpretAsInts();
            IntVector sign = v.reinterpretAsInts().and(0x80000000);
            magnitude.or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
        return bound;
    }

    static int exp(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector c = v.max(EXP_LOW).min(EXP_HIGH);
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
            IntVector bits = t.reinterpretAsInts().sub(MAGIC_BITS);
            IntVector half = bits.lanewise(VectorOperators.ASHR, 1);
            IntVector s1 = half.add(127).lanewise(VectorOperators.LSHL, 23);
            IntVector s2 = bits.sub(half).add(127).lanewise(VectorOperators.LSHL, 23);
            FloatVector e = p.add(1f).mul(s1.reinterpretAsFloats()).mul(s2.reinterpretAsFloats());
            e.intoArray(y, yo + i);
        }
        return bound;
    }

    private static int reluGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            VectorMask<Float> positive = v.compare(VectorOperators.GT, 0f);
            FloatVector.broadcast(FLOATS, 0f).blend(g, positive).intoArray(gx, gxo + i);
        }
        return bound;
    }

    private static int seluGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            VectorMask<Float> positive = v.compare(VectorOperators.GT, 0f);
            FloatVector slope = v.add(SELU_SCALE_ALPHA).blend(SELU_SCALE, positive);
            g.mul(slope).intoArray(gx, gxo + i);
        }
        return bound;
    }

    private static int sigmoidGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            g.mul(v.mul(FloatVector.broadcast(FLOATS, 1f).sub(v))).intoArray(gx, gxo + i);
        }
        return bound;
    }

    private static int tanhGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            g.mul(v.neg().fma(v, FloatVector.broadcast(FLOATS, 1f))).intoArray(gx, gxo + i);
        }
        return bound;
    }

    private static int expGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            g.mul(v).intoArray(gx, gxo + i);
        }
        return bound;
    }
}
