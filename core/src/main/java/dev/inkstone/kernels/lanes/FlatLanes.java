package dev.inkstone.kernels.lanes;

/** Bodies over flat ranges: the largest element, and optimizer updates. */
public interface FlatLanes {
    /** The largest of {@code n} elements, NaN if one is NaN, negative infinity if {@code n} is 0. */
    float max(int n, float[] x, int xo);

    /** {@code w = fma(-lr, g, w)}. */
    void sgd(int n, float[] w, int wo, float[] g, int go, float lr);

    /** {@code v = fma(mu, v, g); w = fma(-lr, v, w)}. */
    void momentum(int n, float[] w, int wo, float[] v, int vo, float[] g, int go, float lr, float mu);

    /** {@code v = fma(mu, v, g); w = fma(-lr, fma(mu, v, g), w)}. */
    void nesterov(int n, float[] w, int wo, float[] v, int vo, float[] g, int go, float lr, float mu);

    /**
     * {@code m = fma(s.beta1, m, s.rest1·g); v = fma(s.beta2, v, (s.rest2·g)·g); w = w − (s.step·m) / fma(√v, s.root,
     * s.epsilon)}.
     */
    void adam(int n, float[] w, int wo, float[] m, int mo, float[] v, int vo, float[] g, int go, AdamStep s);
}
