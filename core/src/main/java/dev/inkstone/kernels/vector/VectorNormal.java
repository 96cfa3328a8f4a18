package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.scalar.ScalarCurves.GELU_BOUND;
import static dev.inkstone.kernels.scalar.ScalarCurves.N0;
import static dev.inkstone.kernels.scalar.ScalarCurves.N1;
import static dev.inkstone.kernels.scalar.ScalarCurves.N2;
import static dev.inkstone.kernels.scalar.ScalarCurves.N3;
import static dev.inkstone.kernels.scalar.ScalarCurves.N4;
import static dev.inkstone.kernels.scalar.ScalarCurves.N5;
import static dev.inkstone.kernels.scalar.ScalarCurves.N6;
import static dev.inkstone.kernels.scalar.ScalarCurves.N7;
import static dev.inkstone.kernels.scalar.ScalarCurves.N8;
import static dev.inkstone.kernels.scalar.ScalarCurves.NORMAL_PEAK;
import static dev.inkstone.kernels.scalar.ScalarCurves.TAIL_SCALE;
import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** GELU by the normal distribution: what is made of x and e = exp(−x²/2), as in ScalarCurves. */
final class VectorNormal {
    private VectorNormal() {}

    static void gelu(int n, float[] x, int xo, float[] e, float[] y, int yo) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector a = v.abs().min(GELU_BOUND);
            FloatVector d = FloatVector.fromArray(FLOATS, e, i);
            d = d.fma(a.fma(a, a.mul(a).neg()).mul(-0.5f), d);
            FloatVector one = FloatVector.broadcast(FLOATS, 1f);
            FloatVector t = one.div(a.lanewise(VectorOperators.FMA, TAIL_SCALE, 1f));
            FloatVector q = FloatVector.broadcast(FLOATS, N8).fma(t, FloatVector.broadcast(FLOATS, N7));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N6));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N5));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N4));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N3));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N2));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N1));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N0));
            FloatVector tail = q.mul(t).mul(d);
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
            v.max(-GELU_BOUND).mul(one.sub(tail).blend(tail, negative)).intoArray(y, yo + i);
        }
    }

    static void geluGradient(int n, float[] x, int xo, float[] e, float[] gy, int gyo, float[] gx, int gxo) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector a = v.abs().min(GELU_BOUND);
            FloatVector d = FloatVector.fromArray(FLOATS, e, i);
            d = d.fma(a.fma(a, a.mul(a).neg()).mul(-0.5f), d);
            FloatVector one = FloatVector.broadcast(FLOATS, 1f);
            FloatVector t = one.div(a.lanewise(VectorOperators.FMA, TAIL_SCALE, 1f));
            FloatVector q = FloatVector.broadcast(FLOATS, N8).fma(t, FloatVector.broadcast(FLOATS, N7));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N6));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N5));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N4));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N3));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N2));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N1));
            q = q.fma(t, FloatVector.broadcast(FLOATS, N0));
            FloatVector tail = q.mul(t).mul(d);
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
            FloatVector normal = one.sub(tail).blend(tail, negative);
            FloatVector slope = v.max(-GELU_BOUND).min(GELU_BOUND).fma(d.mul(NORMAL_PEAK), normal);
            FloatVector.fromArray(FLOATS, gy, gyo + i).mul(slope).intoArray(gx, gxo + i);
        }
    }
}
