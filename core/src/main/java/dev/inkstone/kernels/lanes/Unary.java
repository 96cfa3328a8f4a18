package dev.inkstone.kernels.lanes;

/**
 * Element-wise functions of one argument. The gradient of each is computed from its output y alone, so that it can be fused
 * into the kernel before it and needs no second saved array.
 */
public enum Unary {
    /** max(x, 0), NaN stays NaN; gradient 1 where y &gt; 0, else 0. */
    RELU,
    /** scale·x for x &gt; 0, else scale·alpha·(exp(x) − 1); gradient scale where y &gt; 0, else y + scale·alpha. */
    SELU,
    /** 1 / (1 + exp(−x)); gradient y·(1 − y). */
    SIGMOID,
    /** tanh(x); gradient 1 − y². */
    TANH,
    /** exp(x); gradient y. */
    EXP
}
