package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.scalar.ScalarLog.MANTISSA;
import static dev.inkstone.kernels.scalar.ScalarLog.ROOT_HALF_BITS;
import static dev.inkstone.kernels.scalar.ScalarLog.UPSCALE;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_HEAD;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_TAIL;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC_BITS;
import static dev.inkstone.kernels.scalar.ScalarPower.A0;
import static dev.inkstone.kernels.scalar.ScalarPower.A1;
import static dev.inkstone.kernels.scalar.ScalarPower.A2;
import static dev.inkstone.kernels.scalar.ScalarPower.A3;
import static dev.inkstone.kernels.scalar.ScalarPower.LOW_LIMIT;
import static dev.inkstone.kernels.scalar.ScalarPower.WHOLE;
import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Powers over whole vectors, those of {@link dev.inkstone.kernels.scalar.ScalarPower}, in blocks as in VectorCurves. */
final class VectorPower {
    private static final int BLOCK = 256;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private VectorPower() {}

    static int both(int n, float[] a, int ao, float[] b, int bo, float[] y, int yo) {
        return power(n, a, ao, 1, b, bo, 1, y, yo);
    }

    static int right(int n, float[] a, int ao, float b, float[] y, int yo) {
        return power(n, a, ao, 1, repeated(b), 0, 0, y, yo);
    }

    static int left(int n, float a, float[] b, int bo, float[] y, int yo) {
        return power(n, repeated(a), 0, 0, b, bo, 1, y, yo);
    }

    private static float[] repeated(float value) {
        float[] lanes = new float[LENGTH];
        Arrays.fill(lanes, value);
        return lanes;
    }

    /** Steps are 1, or 0 for one vector that is used again and again. */
    private static int power(int n, float[] a, int ao, int aStep, float[] b, int bo, int bStep, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        float[] e = new float[Math.min(bound, BLOCK)];
        float[] rest = new float[e.length];
        for (int i = 0; i < bound; i += BLOCK) {
            int count = Math.min(BLOCK, bound - i);
            int from = ao + i * aStep;
            int by = bo + i * bStep;
            exponents(count, a, from, aStep, b, by, bStep, e, rest);
            VectorUnary.exp(count, e, 0, e, 0);
            finish(count, a, from, aStep, b, by, bStep, e, rest, y, yo + i);
        }
        return bound;
    }

    /** e + rest = b·log|a|. */
    private static void exponents(
            int n, float[] a, int ao, int aStep, float[] b, int bo, int bStep, float[] e, float[] rest) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector m = FloatVector.fromArray(FLOATS, a, ao + i * aStep).abs();
            VectorMask<Float> tiny = m.compare(VectorOperators.LT, Float.MIN_NORMAL);
            IntVector bits = m.blend(m.mul(UPSCALE), tiny).reinterpretAsInts().sub(ROOT_HALF_BITS);
            IntVector exponent = bits.lanewise(VectorOperators.ASHR, 23).add(MAGIC_BITS);
            FloatVector k = exponent.reinterpretAsFloats().sub(MAGIC);
            k = k.blend(k.sub(23f), tiny);
            IntVector mantissa = bits.and(MANTISSA).add(ROOT_HALF_BITS);
            FloatVector f = mantissa.reinterpretAsFloats().sub(1f);

            FloatVector r = FloatVector.broadcast(FLOATS, 1f).div(f.add(2f));
            FloatVector u = f.mul(2f).mul(r);
            FloatVector low = r.mul(f.neg().fma(u, f.sub(u).mul(2f)));
            FloatVector v = u.mul(u);
            FloatVector q = FloatVector.broadcast(FLOATS, A3).fma(v, FloatVector.broadcast(FLOATS, A2));
            q = q.fma(v, FloatVector.broadcast(FLOATS, A1));
            q = q.fma(v, FloatVector.broadcast(FLOATS, A0));
            low = q.mul(v).fma(u, low);

            FloatVector head = k.mul(-LN2_HEAD);
            FloatVector high = head.add(u);
            low = head.sub(high).add(u).add(k.fma(FloatVector.broadcast(FLOATS, -LN2_TAIL), low));
            FloatVector log = high.add(low);
            low = high.sub(log).add(low);

            FloatVector c = FloatVector.fromArray(FLOATS, b, bo + i * bStep);
            FloatVector p = c.mul(log);
            FloatVector more = c.fma(low, c.fma(log, p.neg()));
            VectorMask<Float> near = p.abs().compare(VectorOperators.LT, LOW_LIMIT);
            FloatVector.broadcast(FLOATS, 0f).blend(more, near).intoArray(rest, i);
            p.intoArray(e, i);
        }
    }

    private static void finish(
            int n,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            float[] e,
            float[] rest,
            float[] y,
            int yo) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i * aStep);
            FloatVector c = FloatVector.fromArray(FLOATS, b, bo + i * bStep);
            FloatVector t = FloatVector.fromArray(FLOATS, e, i);
            FloatVector corrected = t.fma(FloatVector.fromArray(FLOATS, rest, i), t);
            FloatVector r = t.blend(corrected, t.compare(VectorOperators.LT, INFINITY));

            FloatVector m = v.abs();
            FloatVector zero = FloatVector.broadcast(FLOATS, 0f);
            VectorMask<Float> up = c.compare(VectorOperators.GT, 0f);
            r = r.blend(FloatVector.broadcast(FLOATS, INFINITY).blend(0f, up), m.compare(VectorOperators.EQ, 0f));
            r = r.blend(zero.blend(INFINITY, up), m.compare(VectorOperators.EQ, INFINITY));
            r = r.blend(1f, m.compare(VectorOperators.EQ, 1f));

            FloatVector d = c.abs();
            VectorMask<Float> whole = d.compare(VectorOperators.GE, WHOLE)
                    .or(d.add(WHOLE).sub(WHOLE).compare(VectorOperators.EQ, d));
            FloatVector h = d.mul(0.5f);
            VectorMask<Float> even = h.compare(VectorOperators.GE, WHOLE)
                    .or(h.add(WHOLE).sub(WHOLE).compare(VectorOperators.EQ, h));
            IntVector odd = zero.blend(-0f, whole.andNot(even)).reinterpretAsInts();
            IntVector sign = v.reinterpretAsInts().and(odd);
            r = r.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();

            VectorMask<Float> below = v.compare(VectorOperators.LT, 0f).and(m.compare(VectorOperators.LT, INFINITY));
            r = r.blend(Float.NaN, below.andNot(whole));
            r = r.blend(Float.NaN, v.compare(VectorOperators.NE, v).or(c.compare(VectorOperators.NE, c)));
            VectorMask<Float> one = c.compare(VectorOperators.EQ, 0f).or(v.compare(VectorOperators.EQ, 1f));
            r.blend(1f, one).intoArray(y, yo + i);
        }
    }
}
