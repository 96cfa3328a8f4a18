package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.scalar.ScalarMath.E0;
import static dev.inkstone.kernels.scalar.ScalarMath.E1;
import static dev.inkstone.kernels.scalar.ScalarMath.E2;
import static dev.inkstone.kernels.scalar.ScalarMath.E3;
import static dev.inkstone.kernels.scalar.ScalarMath.E4;
import static dev.inkstone.kernels.scalar.ScalarMath.E5;
import static dev.inkstone.kernels.scalar.ScalarMath.EXP_HIGH;
import static dev.inkstone.kernels.scalar.ScalarMath.EXP_LOW;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_HEAD;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_TAIL;
import static dev.inkstone.kernels.scalar.ScalarMath.LOG2E;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC_BITS;
import static dev.inkstone.kernels.vector.Species.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The steps of {@link dev.inkstone.kernels.scalar.ScalarMath}, the same operations in the same order. They are short on
 * purpose: C2 of JDK 17 does not inline a method that it has compiled into much code, and a vector that is returned from a
 * method that is not inlined costs ten times the arithmetic.
 */
final class VectorMath {
    private VectorMath() {}

    /** {@code x} within the range in which exp is neither 0 nor infinite. */
    static FloatVector clamped(FloatVector x) {
        return x.max(EXP_LOW).min(EXP_HIGH);
    }

    /** {@code x / ln(2)} rounded, with the integer in the low bits. */
    static FloatVector rounded(FloatVector x) {
        return x.lanewise(VectorOperators.FMA, LOG2E, MAGIC);
    }

    /** exp(r) − 1 for what is left of {@code x} when the multiple of ln(2) in {@code rounded} is taken off. */
    static FloatVector expm1OfRest(FloatVector x, FloatVector rounded) {
        FloatVector n = rounded.sub(MAGIC);
        FloatVector r = n.lanewise(VectorOperators.FMA, splat(LN2_HEAD), x);
        r = n.lanewise(VectorOperators.FMA, splat(LN2_TAIL), r);
        FloatVector q = splat(E5).fma(r, splat(E4));
        q = q.fma(r, splat(E3));
        q = q.fma(r, splat(E2));
        q = q.fma(r, splat(E1));
        q = q.fma(r, splat(E0));
        return r.mul(r).fma(q, r);
    }

    /** {@code p · 2^k} for the integer in {@code rounded}, in two steps, so that subnormal results are rounded once. */
    static FloatVector scaled(FloatVector p, FloatVector rounded) {
        IntVector k = rounded.reinterpretAsInts().sub(MAGIC_BITS);
        IntVector half = k.lanewise(VectorOperators.ASHR, 1);
        FloatVector s1 = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector s2 = k.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        return p.mul(s1).mul(s2);
    }

    /** {@code (p + 1) · 2^k − 1} for the integer in {@code rounded}, which must be 0 or negative. */
    static FloatVector scaledMinusOne(FloatVector p, FloatVector rounded) {
        FloatVector s = rounded.reinterpretAsInts()
                .sub(MAGIC_BITS - 127)
                .lanewise(VectorOperators.LSHL, 23)
                .reinterpretAsFloats();
        return p.fma(s, s.sub(1f));
    }

    /** The magnitude of {@code y} with the sign of {@code x}. */
    static FloatVector copySign(FloatVector y, FloatVector x) {
        IntVector sign = x.reinterpretAsInts().and(0x80000000);
        return y.abs().reinterpretAsInts().or(sign).reinterpretAsFloats();
    }

    static FloatVector splat(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
