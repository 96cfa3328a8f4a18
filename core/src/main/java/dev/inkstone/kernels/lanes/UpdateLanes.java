package dev.inkstone.kernels.lanes;

/** Bodies of the optimizers that are neither plain descent nor Adam, and of penalties on weights; flat ranges. */
public interface UpdateLanes {
    /** {@code y = fma(alpha, x, beta·y)}. */
    void mix(int n, float alpha, float[] x, int xo, float beta, float[] y, int yo);

    /** {@code v = fma(decay, v, (rest·g)·g)}. */
    void averageSquare(int n, float[] v, int vo, float[] g, int go, float decay, float rest);

    /** {@code y = max(fma(-a, a, v), 0)}: a variance from the average square {@code v} and the average {@code a}. */
    void variance(int n, float[] v, int vo, float[] a, int ao, float[] y, int yo);

    /** {@code y = max(y, x)}; NaN if either is. */
    void larger(int n, float[] x, int xo, float[] y, int yo);

    /** {@code y = (q.step·m) / fma(√fma(v, q.scale, q.inner), q.root, q.outer)}; {@code y} may be {@code m}. */
    void quotient(int n, float[] m, int mo, float[] v, int vo, float[] y, int yo, RootQuotient q);

    /**
     * {@code w = fma(-lr, sign(fma(beta1, m, rest1·g)), w); m = fma(beta2, m, rest2·g)}; the sign of a zero is that zero.
     */
    void lion(
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
            float rest2);

    /** {@code x = min(max(x, -limit), limit)}; NaN stays. */
    void clamp(int n, float[] x, int xo, float limit);

    /** {@code g = fma(square, w, absolute·sign(w))}; the sign of a zero is that zero. */
    void penaltyGradient(int n, float[] w, int wo, float absolute, float square, float[] g, int go);
}
