package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.AdamStep;
import dev.inkstone.kernels.lanes.FlatLanes;

/** Flat ranges as plain loops. */
final class ScalarFlatLanes implements FlatLanes {
    @Override
    public float max(int n, float[] x, int xo) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    @Override
    public void sgd(int n, float[] w, int wo, float[] g, int go, float lr) {
        for (int i = 0; i < n; i++) {
            w[wo + i] = Math.fma(-lr, g[go + i], w[wo + i]);
        }
    }

    @Override
    public void momentum(int n, float[] w, int wo, float[] v, int vo, float[] g, int go, float lr, float mu) {
        for (int i = 0; i < n; i++) {
            float velocity = Math.fma(mu, v[vo + i], g[go + i]);
            v[vo + i] = velocity;
            w[wo + i] = Math.fma(-lr, velocity, w[wo + i]);
        }
    }

    @Override
    public void nesterov(int n, float[] w, int wo, float[] v, int vo, float[] g, int go, float lr, float mu) {
        for (int i = 0; i < n; i++) {
            float velocity = Math.fma(mu, v[vo + i], g[go + i]);
            v[vo + i] = velocity;
            w[wo + i] = Math.fma(-lr, Math.fma(mu, velocity, g[go + i]), w[wo + i]);
        }
    }

    @Override
    public void adam(int n, float[] w, int wo, float[] m, int mo, float[] v, int vo, float[] g, int go, AdamStep s) {
        for (int i = 0; i < n; i++) {
            float gradient = g[go + i];
            float first = Math.fma(s.beta1(), m[mo + i], s.rest1() * gradient);
            float second = Math.fma(s.beta2(), v[vo + i], s.rest2() * gradient * gradient);
            m[mo + i] = first;
            v[vo + i] = second;
            float root = (float) Math.sqrt(second); // rounded from the double root: the correctly rounded float root
            w[wo + i] = w[wo + i] - s.step() * first / Math.fma(root, s.root(), s.epsilon());
        }
    }
}
