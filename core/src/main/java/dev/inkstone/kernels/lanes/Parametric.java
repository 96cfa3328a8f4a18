package dev.inkstone.kernels.lanes;

/** Element-wise functions of one argument with parameters p and q; their gradients are computed from the input x. */
public enum Parametric {
    /** x for x &gt; 0, else p·x; gradient 1 where x &gt; 0, else p. */
    LEAKY_RELU,
    /** x for x &gt; 0, else p·(exp(x) − 1); gradient 1 where x &gt; 0, else p·exp(x). */
    ELU,
    /** min(max(x, p), q), NaN stays NaN; gradient 1 where p ≤ x ≤ q, else 0. */
    CLIP
}
