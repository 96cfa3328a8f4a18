package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.scalar.ScalarCurves.GELU_BOUND;
import static dev.inkstone.kernels.scalar.ScalarCurves.GELU_TANH_BOUND;
import static dev.inkstone.kernels.scalar.ScalarCurves.TANH_CUBIC;
import static dev.inkstone.kernels.scalar.ScalarCurves.TANH_LINEAR;
import static dev.inkstone.kernels.scalar.ScalarMath.EXP_LOW;
import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.Unary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Smooth activations over whole vectors, those of {@link dev.inkstone.kernels.scalar.ScalarCurves}; each returns how many
 * elements it did.
 *
 * <p>They go in three strides over blocks that stay in the first cache: the argument of exp into {@code e}, exp, and what is
 * made of it. One loop for all would need the polynomial of exp once more in each.
 */
final class VectorCurves {
    private static final int BLOCK = 256;

    private VectorCurves() {}

    /** What is made of a block of {@code x} and {@code e = exp(…)}. */
    private interface Finish {
        void run(int n, float[] x, int xo, float[] e, float[] y, int yo);
    }

    /** The same for gradients. */
    private interface GradientFinish {
        void run(int n, float[] x, int xo, float[] e, float[] gy, int gyo, float[] gx, int gxo);
    }

    static int forward(Unary f, int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        float[] e = new float[Math.min(bound, BLOCK)];
        Finish finish = finish(f);
        for (int i = 0; i < bound; i += BLOCK) {
            int count = Math.min(BLOCK, bound - i);
            exponential(f, count, x, xo + i, e);
            finish.run(count, x, xo + i, e, y, yo + i);
        }
        return bound;
    }

    static int gradient(Unary f, int n, float[] x, int xo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        float[] e = new float[Math.min(bound, BLOCK)];
        GradientFinish finish = f == Unary.GELU
                ? VectorNormal::geluGradient
                : f == Unary.SILU ? VectorCurves::siluGradient : VectorCurves::geluTanhGradient;
        for (int i = 0; i < bound; i += BLOCK) {
            int count = Math.min(BLOCK, bound - i);
            exponential(f, count, x, xo + i, e);
            finish.run(count, x, xo + i, e, gy, gyo + i, gx, gxo + i);
        }
        return bound;
    }

    private static Finish finish(Unary f) {
        if (f == Unary.SOFTPLUS) {
            return VectorLog::softplus;
        }
        float low = f == Unary.SILU ? EXP_LOW : -GELU_TANH_BOUND;
        return f == Unary.GELU ? VectorNormal::gelu : (n, x, xo, e, y, yo) -> gated(low, n, x, xo, e, y, yo);
    }

    private static void exponential(Unary f, int n, float[] x, int xo, float[] e) {
        if (f == Unary.GELU) {
            halfSquares(n, x, xo, e);
        } else if (f == Unary.GELU_TANH) {
            cubics(n, x, xo, e);
        } else {
            distances(n, x, xo, e);
        }
        VectorUnary.exp(n, e, 0, e, 0);
    }

    /** e = −|x|. */
    private static void distances(int n, float[] x, int xo, float[] e) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector.fromArray(FLOATS, x, xo + i).abs().neg().intoArray(e, i);
        }
    }

    private static void halfSquares(int n, float[] x, int xo, float[] e) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector a = FloatVector.fromArray(FLOATS, x, xo + i).abs().min(GELU_BOUND);
            a.mul(a).mul(-0.5f).intoArray(e, i);
        }
    }

    private static void cubics(int n, float[] x, int xo, float[] e) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector c = FloatVector.fromArray(FLOATS, x, xo + i).abs().min(GELU_TANH_BOUND);
            FloatVector w = c.mul(c).lanewise(VectorOperators.FMA, TANH_CUBIC, TANH_LINEAR);
            c.mul(w).neg().intoArray(e, i);
        }
    }

    /** max(x, low) · sigmoid, where e is exp of minus the sigmoid's |argument|. */
    private static void gated(float low, int n, float[] x, int xo, float[] e, float[] y, int yo) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector t = FloatVector.fromArray(FLOATS, e, i);
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
            FloatVector s = FloatVector.broadcast(FLOATS, 1f).blend(t, negative).div(t.add(1f));
            v.max(low).mul(s).intoArray(y, yo + i);
        }
    }

    private static void siluGradient(int n, float[] x, int xo, float[] e, float[] gy, int gyo, float[] gx, int gxo) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector t = FloatVector.fromArray(FLOATS, e, i);
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
            FloatVector s = FloatVector.broadcast(FLOATS, 1f).blend(t, negative).div(t.add(1f));
            FloatVector q = t.blend(1f, negative).div(t.add(1f));
            FloatVector slope = v.max(EXP_LOW).min(-EXP_LOW).fma(s.mul(q), s);
            FloatVector.fromArray(FLOATS, gy, gyo + i).mul(slope).intoArray(gx, gxo + i);
        }
    }

    private static void geluTanhGradient(
            int n, float[] x, int xo, float[] e, float[] gy, int gyo, float[] gx, int gxo) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector t = FloatVector.fromArray(FLOATS, e, i);
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
            FloatVector s = FloatVector.broadcast(FLOATS, 1f).blend(t, negative).div(t.add(1f));
            FloatVector q = t.blend(1f, negative).div(t.add(1f));
            FloatVector c = v.max(-GELU_TANH_BOUND).min(GELU_TANH_BOUND);
            FloatVector w = c.mul(c).lanewise(VectorOperators.FMA, 3f * TANH_CUBIC, TANH_LINEAR);
            FloatVector slope = c.mul(w).fma(s.mul(q), s);
            FloatVector.fromArray(FLOATS, gy, gyo + i).mul(slope).intoArray(gx, gxo + i);
        }
    }
}
