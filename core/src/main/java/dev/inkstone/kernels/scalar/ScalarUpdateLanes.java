package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.RootQuotient;
import dev.inkstone.kernels.lanes.UpdateLanes;

/** Optimizer updates as plain loops. */
final class ScalarUpdateLanes implements UpdateLanes {
    @Override
    public void mix(int n, float alpha, float[] x, int xo, float beta, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(alpha, x[xo + i], beta * y[yo + i]);
        }
    }

    @Override
    public void averageSquare(int n, float[] v, int vo, float[] g, int go, float decay, float rest) {
        for (int i = 0; i < n; i++) {
            v[vo + i] = Math.fma(decay, v[vo + i], rest * g[go + i] * g[go + i]);
        }
    }

    @Override
    public void variance(int n, float[] v, int vo, float[] a, int ao, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.max(Math.fma(-a[ao + i], a[ao + i], v[vo + i]), 0f);
        }
    }

    @Override
    public void larger(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.max(y[yo + i], x[xo + i]);
        }
    }

    @Override
    public void quotient(int n, float[] m, int mo, float[] v, int vo, float[] y, int yo, RootQuotient q) {
        for (int i = 0; i < n; i++) {
            float root = (float) Math.sqrt(Math.fma(v[vo + i], q.scale(), q.inner()));
            y[yo + i] = q.step() * m[mo + i] / Math.fma(root, q.root(), q.outer());
        }
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
        for (int i = 0; i < n; i++) {
            float gradient = g[go + i];
            float direction = Math.signum(Math.fma(beta1, m[mo + i], rest1 * gradient));
            w[wo + i] = Math.fma(-lr, direction, w[wo + i]);
            m[mo + i] = Math.fma(beta2, m[mo + i], rest2 * gradient);
        }
    }

    @Override
    public void clamp(int n, float[] x, int xo, float limit) {
        for (int i = 0; i < n; i++) {
            x[xo + i] = Math.min(Math.max(x[xo + i], -limit), limit);
        }
    }

    @Override
    public void penaltyGradient(int n, float[] w, int wo, float absolute, float square, float[] g, int go) {
        for (int i = 0; i < n; i++) {
            g[go + i] = Math.fma(square, w[wo + i], absolute * Math.signum(w[wo + i]));
        }
    }
}
