package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.AdamStep;
import dev.inkstone.kernels.lanes.FlatLanes;
import dev.inkstone.kernels.lanes.RootQuotient;
import dev.inkstone.kernels.lanes.UpdateLanes;

/** Optimizer updates of a contiguous range of weights {@code w} by gradients {@code g}, element by element. */
public final class Updates {
    private final FlatLanes lanes;
    private final UpdateLanes others;

    Updates(FlatLanes lanes, UpdateLanes others) {
        this.lanes = lanes;
        this.others = others;
    }

    /** {@code w = fma(-lr, g, w)}. */
    public void sgd(int n, float[] w, int wo, float[] g, int go, float lr) {
        Split.elements(n, (from, to) -> lanes.sgd(to - from, w, wo + from, g, go + from, lr));
    }

    /** {@code v = mu·v + g}, then {@code w -= lr·v}, or with Nesterov's look-ahead {@code w -= lr·(g + mu·v)}. */
    public void momentum(
            int n, float[] w, int wo, float[] v, int vo, float[] g, int go, float lr, float mu, boolean nesterov) {
        Split.elements(n, (from, to) -> {
            int count = to - from;
            if (nesterov) {
                lanes.nesterov(count, w, wo + from, v, vo + from, g, go + from, lr, mu);
            } else {
                lanes.momentum(count, w, wo + from, v, vo + from, g, go + from, lr, mu);
            }
        });
    }

    /**
     * Adam: {@code m = beta1·m + (1 − beta1)·g; v = beta2·v + (1 − beta2)·g²; w -= lr·(m/c1) / (√(v/c2) + epsilon)}.
     *
     * <p>Decays and corrections are doubles, since a {@code 0.999f} is 0.001 only to five digits; each derived constant is
     * rounded to float32 once.
     *
     * @param correction1 {@code 1 − beta1^step}
     * @param correction2 {@code 1 − beta2^step}
     */
    public void adam(
            int n,
            float[] w,
            int wo,
            float[] m,
            int mo,
            float[] v,
            int vo,
            float[] g,
            int go,
            double lr,
            double beta1,
            double beta2,
            double epsilon,
            double correction1,
            double correction2) {
        AdamStep step = new AdamStep(
                (float) beta1,
                (float) (1 - beta1),
                (float) beta2,
                (float) (1 - beta2),
                (float) (lr / correction1),
                (float) (1 / Math.sqrt(correction2)),
                (float) epsilon);
        Split.elements(
                n, (from, to) -> lanes.adam(to - from, w, wo + from, m, mo + from, v, vo + from, g, go + from, step));
    }

    /** {@code y = fma(alpha, x, beta·y)}: averages, and weight decay. */
    public void mix(int n, float alpha, float[] x, int xo, float beta, float[] y, int yo) {
        Split.elements(n, (from, to) -> others.mix(to - from, alpha, x, xo + from, beta, y, yo + from));
    }

    /** {@code v = decay·v + rest·g²}. */
    public void averageSquare(int n, float[] v, int vo, float[] g, int go, float decay, float rest) {
        Split.elements(n, (from, to) -> others.averageSquare(to - from, v, vo + from, g, go + from, decay, rest));
    }

    /** {@code y = max(v − a², 0)}: a variance from the average square {@code v} and the average {@code a}. */
    public void variance(int n, float[] v, int vo, float[] a, int ao, float[] y, int yo) {
        Split.elements(n, (from, to) -> others.variance(to - from, v, vo + from, a, ao + from, y, yo + from));
    }

    /** {@code y = max(y, x)}. */
    public void larger(int n, float[] x, int xo, float[] y, int yo) {
        Split.elements(n, (from, to) -> others.larger(to - from, x, xo + from, y, yo + from));
    }

    /** {@code y = q.step·m / (√(q.scale·v + q.inner)·q.root + q.outer)}; {@code y} may be {@code m}. */
    public void quotient(int n, float[] m, int mo, float[] v, int vo, float[] y, int yo, RootQuotient q) {
        Split.elements(n, (from, to) -> others.quotient(to - from, m, mo + from, v, vo + from, y, yo + from, q));
    }

    /** Lion: {@code w -= lr·sign(beta1·m + (1 − beta1)·g); m = beta2·m + (1 − beta2)·g}. */
    public void lion(
            int n, float[] w, int wo, float[] m, int mo, float[] g, int go, double lr, double beta1, double beta2) {
        Split.elements(
                n,
                (from, to) -> others.lion(
                        to - from,
                        w,
                        wo + from,
                        m,
                        mo + from,
                        g,
                        go + from,
                        (float) lr,
                        (float) beta1,
                        (float) (1 - beta1),
                        (float) beta2,
                        (float) (1 - beta2)));
    }

    /** {@code x = min(max(x, -limit), limit)}; NaN stays. */
    public void clamp(int n, float[] x, int xo, float limit) {
        Split.elements(n, (from, to) -> others.clamp(to - from, x, xo + from, limit));
    }
}
