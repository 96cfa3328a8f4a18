package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.RootQuotient;
import dev.inkstone.kernels.lanes.UpdateLanes;
import dev.inkstone.kernels.scalar.ScalarLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Optimizer updates on vectors; what does not fill one goes through the scalar lanes. */
final class VectorUpdateLanes implements UpdateLanes {
    private final UpdateLanes tail = new ScalarLanes().updates();

    @Override
    public void mix(int n, float alpha, float[] x, int xo, float beta, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            load(x, xo + i).fma(all(alpha), load(y, yo + i).mul(beta)).intoArray(y, yo + i);
        }
        tail.mix(n - bound, alpha, x, xo + bound, beta, y, yo + bound);
    }

    @Override
    public void averageSquare(int n, float[] v, int vo, float[] g, int go, float decay, float rest) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector gradient = load(g, go + i);
            load(v, vo + i).fma(all(decay), gradient.mul(rest).mul(gradient)).intoArray(v, vo + i);
        }
        tail.averageSquare(n - bound, v, vo + bound, g, go + bound, decay, rest);
    }

    @Override
    public void variance(int n, float[] v, int vo, float[] a, int ao, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector average = load(a, ao + i);
            average.neg().fma(average, load(v, vo + i)).max(all(0f)).intoArray(y, yo + i);
        }
        tail.variance(n - bound, v, vo + bound, a, ao + bound, y, yo + bound);
    }

    @Override
    public void larger(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            load(y, yo + i).max(load(x, xo + i)).intoArray(y, yo + i);
        }
        tail.larger(n - bound, x, xo + bound, y, yo + bound);
    }

    @Override
    public void quotient(int n, float[] m, int mo, float[] v, int vo, float[] y, int yo, RootQuotient q) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector root =
                    load(v, vo + i).fma(all(q.scale()), all(q.inner())).sqrt();
            load(m, mo + i)
                    .mul(q.step())
                    .div(root.fma(all(q.root()), all(q.outer())))
                    .intoArray(y, yo + i);
        }
        tail.quotient(n - bound, m, mo + bound, v, vo + bound, y, yo + bound, q);
    }

    @Override
    public void lion(
            int n,
            float[] w,
            int wo,
            float[] m,
            int mo,
            float[] g,
            int go,
            float lr,
            float beta1,
            float rest1,
            float beta2,
            float rest2) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector gradient = load(g, go + i);
            FloatVector average = load(m, mo + i);
            FloatVector direction = sign(average.fma(all(beta1), gradient.mul(rest1)));
            direction.fma(all(-lr), load(w, wo + i)).intoArray(w, wo + i);
            average.fma(all(beta2), gradient.mul(rest2)).intoArray(m, mo + i);
        }
        tail.lion(n - bound, w, wo + bound, m, mo + bound, g, go + bound, lr, beta1, rest1, beta2, rest2);
    }

    @Override
    public void clamp(int n, float[] x, int xo, float limit) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            load(x, xo + i).max(all(-limit)).min(all(limit)).intoArray(x, xo + i);
        }
        tail.clamp(n - bound, x, xo + bound, limit);
    }

    @Override
    public void penaltyGradient(int n, float[] w, int wo, float absolute, float square, float[] g, int go) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector weight = load(w, wo + i);
            weight.fma(all(square), sign(weight).mul(absolute)).intoArray(g, go + i);
        }
        tail.penaltyGradient(n - bound, w, wo + bound, absolute, square, g, go + bound);
    }

    /** As {@link Math#signum(float)}: zeros and NaN stay what they are. */
    private static FloatVector sign(FloatVector x) {
        return x.blend(1f, x.compare(VectorOperators.GT, 0f)).blend(-1f, x.compare(VectorOperators.LT, 0f));
    }

    private static FloatVector load(float[] x, int xo) {
        return FloatVector.fromArray(FLOATS, x, xo);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
