package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.AdamStep;
import dev.inkstone.kernels.lanes.FlatLanes;
import dev.inkstone.kernels.scalar.ScalarLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Flat ranges on vectors; what does not fill one goes through the scalar lanes. */
final class VectorFlatLanes implements FlatLanes {
    private final FlatLanes tail = new ScalarLanes().flat();

    @Override
    public float max(int n, float[] x, int xo) {
        int bound = FLOATS.loopBound(n);
        if (bound == 0) {
            return tail.max(n, x, xo);
        }
        FloatVector max = FloatVector.fromArray(FLOATS, x, xo);
        for (int i = LENGTH; i < bound; i += LENGTH) {
            max = max.max(FloatVector.fromArray(FLOATS, x, xo + i));
        }
        return Math.max(max.reduceLanes(VectorOperators.MAX), tail.max(n - bound, x, xo + bound));
    }

    @Override
    public void sgd(int n, float[] w, int wo, float[] g, int go, float lr) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector.fromArray(FLOATS, g, go + i)
                    .fma(FloatVector.broadcast(FLOATS, -lr), FloatVector.fromArray(FLOATS, w, wo + i))
                    .intoArray(w, wo + i);
        }
        tail.sgd(n - bound, w, wo + bound, g, go + bound, lr);
    }

    @Override
    public void momentum(int n, float[] w, int wo, float[] v, int vo, float[] g, int go, float lr, float mu) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector gradient = FloatVector.fromArray(FLOATS, g, go + i);
            FloatVector velocity =
                    FloatVector.fromArray(FLOATS, v, vo + i).fma(FloatVector.broadcast(FLOATS, mu), gradient);
            velocity.intoArray(v, vo + i);
            velocity.fma(FloatVector.broadcast(FLOATS, -lr), FloatVector.fromArray(FLOATS, w, wo + i))
                    .intoArray(w, wo + i);
        }
        tail.momentum(n - bound, w, wo + bound, v, vo + bound, g, go + bound, lr, mu);
    }

    @Override
    public void nesterov(int n, float[] w, int wo, float[] v, int vo, float[] g, int go, float lr, float mu) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector gradient = FloatVector.fromArray(FLOATS, g, go + i);
            FloatVector velocity =
                    FloatVector.fromArray(FLOATS, v, vo + i).fma(FloatVector.broadcast(FLOATS, mu), gradient);
            velocity.intoArray(v, vo + i);
            velocity.fma(FloatVector.broadcast(FLOATS, mu), gradient)
                    .fma(FloatVector.broadcast(FLOATS, -lr), FloatVector.fromArray(FLOATS, w, wo + i))
                    .intoArray(w, wo + i);
        }
        tail.nesterov(n - bound, w, wo + bound, v, vo + bound, g, go + bound, lr, mu);
    }

    @Override
    public void adam(int n, float[] w, int wo, float[] m, int mo, float[] v, int vo, float[] g, int go, AdamStep s) {
        int bound = FLOATS.loopBound(n);
        float beta1 = s.beta1();
        float rest1 = s.rest1();
        float beta2 = s.beta2();
        float rest2 = s.rest2();
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector gradient = FloatVector.fromArray(FLOATS, g, go + i);
            FloatVector first = FloatVector.fromArray(FLOATS, m, mo + i)
                    .fma(FloatVector.broadcast(FLOATS, beta1), gradient.mul(rest1));
            FloatVector second = FloatVector.fromArray(FLOATS, v, vo + i)
                    .fma(
                            FloatVector.broadcast(FLOATS, beta2),
                            gradient.mul(rest2).mul(gradient));
            first.intoArray(m, mo + i);
            second.intoArray(v, vo + i);
            FloatVector denominator = second.sqrt()
                    .fma(FloatVector.broadcast(FLOATS, s.root()), FloatVector.broadcast(FLOATS, s.epsilon()));
            FloatVector.fromArray(FLOATS, w, wo + i)
                    .sub(first.mul(s.step()).div(denominator))
                    .intoArray(w, wo + i);
        }
        tail.adam(n - bound, w, wo + bound, m, mo + bound, v, vo + bound, g, go + bound, s);
    }
}
