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

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The functions of {@link dev.inkstone.kernels.scalar.ScalarMath}, the same operations in the same order. */
final class VectorMath {
    private VectorMath() {}

    static FloatVector exp(FloatVector x) {
        FloatVector c = x.max(EXP_LOW).min(EXP_HIGH);
        FloatVector t = c.lanewise(VectorOperators.FMA, LOG2E, MAGIC);
        FloatVector n = t.sub(MAGIC);
        FloatVector r = n.lanewise(VectorOperators.FMA, splat(LN2_HEAD), c);
        r = n.lanewise(VectorOperators.FMA, splat(LN2_TAIL), r);
        FloatVector p = expm1Reduced(r).add(1f);
        IntVector k = t.reinterpretAsInts().sub(MAGIC_BITS);
        IntVector half = k.lanewise(VectorOperators.ASHR, 1);
        FloatVector s1 = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector s2 = k.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        return p.mul(s1).mul(s2);
    }

    static FloatVector expm1OfNegative(FloatVector x) {
        FloatVector c = x.max(EXPM1_LOW);
        FloatVector t = c.lanewise(VectorOperators.FMA, LOG2E, MAGIC);
        FloatVector n = t.sub(MAGIC);
        FloatVector r = n.lanewise(VectorOperators.FMA, splat(LN2_HEAD), c);
        r = n.lanewise(VectorOperators.FMA, splat(LN2_TAIL), r);
        FloatVector s = t.reinterpretAsInts()
                .sub(MAGIC_BITS - 127)
                .lanewise(VectorOperators.LSHL, 23)
                .reinterpretAsFloats();
        return expm1Reduced(r).fma(s, s.sub(1f));
    }

    private static FloatVector expm1Reduced(FloatVector r) {
        FloatVector q = splat(E5).fma(r, splat(E4));
        q = q.fma(r, splat(E3));
        q = q.fma(r, splat(E2));
        q = q.fma(r, splat(E1));
        q = q.fma(r, splat(E0));
        return r.mul(r).fma(q, r);
    }

    static FloatVector sigmoid(FloatVector x) {
        return splat(1f).div(exp(x.neg()).add(1f));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector t = expm1OfNegative(x.abs().mul(-2f));
        FloatVector magnitude = t.neg().div(t.add(2f)).abs();
        IntVector sign = x.reinterpretAsInts().and(0x80000000);
        return magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats();
    }

    static FloatVector selu(FloatVector x) {
        FloatVector negative = expm1OfNegative(x.min(0f)).mul(SELU_SCALE_ALPHA);
        return splat(SELU_SCALE).fma(x.max(0f), negative);
    }

    static FloatVector splat(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
