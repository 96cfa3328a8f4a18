package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.scalar.ScalarLog.L0;
import static dev.inkstone.kernels.scalar.ScalarLog.L1;
import static dev.inkstone.kernels.scalar.ScalarLog.L2;
import static dev.inkstone.kernels.scalar.ScalarLog.L3;
import static dev.inkstone.kernels.scalar.ScalarLog.L4;
import static dev.inkstone.kernels.scalar.ScalarLog.L5;
import static dev.inkstone.kernels.scalar.ScalarLog.L6;
import static dev.inkstone.kernels.scalar.ScalarLog.L7;
import static dev.inkstone.kernels.scalar.ScalarLog.L8;
import static dev.inkstone.kernels.scalar.ScalarLog.MANTISSA;
import static dev.inkstone.kernels.scalar.ScalarLog.ROOT_HALF_BITS;
import static dev.inkstone.kernels.scalar.ScalarLog.ROOT_TWO_LESS_ONE;
import static dev.inkstone.kernels.scalar.ScalarLog.UPSCALE;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_HEAD;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_TAIL;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC_BITS;
import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Logarithms over whole vectors, those of {@link dev.inkstone.kernels.scalar.ScalarLog}. */
final class VectorLog {
    private VectorLog() {}

    static int log(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            VectorMask<Float> tiny = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
            IntVector bits = v.blend(v.mul(UPSCALE), tiny).reinterpretAsInts().sub(ROOT_HALF_BITS);
            IntVector power = bits.lanewise(VectorOperators.ASHR, 23).add(MAGIC_BITS);
            FloatVector k = power.reinterpretAsFloats().sub(MAGIC);
            k = k.blend(k.sub(23f), tiny);
            IntVector mantissa = bits.and(MANTISSA).add(ROOT_HALF_BITS);
            FloatVector f = mantissa.reinterpretAsFloats().sub(1f);
            FloatVector q = FloatVector.broadcast(FLOATS, L8).fma(f, FloatVector.broadcast(FLOATS, L7));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L6));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L5));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L4));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L3));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L2));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L1));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L0));
            FloatVector z = f.mul(f);
            FloatVector r =
                    k.fma(FloatVector.broadcast(FLOATS, -LN2_TAIL), q.mul(f).mul(z));
            r = z.fma(FloatVector.broadcast(FLOATS, -0.5f), r).add(f);
            r = k.fma(FloatVector.broadcast(FLOATS, -LN2_HEAD), r);
            r = v.blend(r, v.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
            r = r.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f));
            r.blend(Float.NaN, v.compare(VectorOperators.LT, 0f)).intoArray(y, yo + i);
        }
        return bound;
    }

    /** max(x, 0) + log(1 + e), where e = exp(−|x|). */
    static void softplus(int n, float[] x, int xo, float[] e, float[] y, int yo) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector t = FloatVector.fromArray(FLOATS, e, i);
            VectorMask<Float> far = t.compare(VectorOperators.GT, ROOT_TWO_LESS_ONE);
            FloatVector k = FloatVector.broadcast(FLOATS, 0f).blend(1f, far);
            FloatVector f = t.blend(t.sub(1f).mul(0.5f), far);
            FloatVector q = FloatVector.broadcast(FLOATS, L8).fma(f, FloatVector.broadcast(FLOATS, L7));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L6));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L5));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L4));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L3));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L2));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L1));
            q = q.fma(f, FloatVector.broadcast(FLOATS, L0));
            FloatVector z = f.mul(f);
            FloatVector r =
                    k.fma(FloatVector.broadcast(FLOATS, -LN2_TAIL), q.mul(f).mul(z));
            r = z.fma(FloatVector.broadcast(FLOATS, -0.5f), r).add(f);
            r = k.fma(FloatVector.broadcast(FLOATS, -LN2_HEAD), r);
            FloatVector.fromArray(FLOATS, x, xo + i).max(0f).add(r).intoArray(y, yo + i);
        }
    }
}
