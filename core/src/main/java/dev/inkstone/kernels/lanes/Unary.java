package dev.inkstone.kernels.lanes;

/**
 * Element-wise functions of one argument. The gradient of each is computed from one saved array: from its output y where that
 * is enough, so that the function can be fused into the kernel before it; else from its input x ({@link #fromInput()}).
 */
public enum Unary {
    /** max(x, 0), NaN stays NaN; gradient 1 where y &gt; 0, else 0. */
    RELU(false),
    /** scale·x for x &gt; 0, else scale·alpha·(exp(x) − 1); gradient scale where y &gt; 0, else y + scale·alpha. */
    SELU(false),
    /** 1 / (1 + exp(−x)); gradient y·(1 − y). */
    SIGMOID(false),
    /** tanh(x); gradient 1 − y². */
    TANH(false),
    /** exp(x); gradient y. */
    EXP(false),
    /** log(1 + exp(x)); gradient 1 − exp(−y). */
    SOFTPLUS(false),
    /** (x + 3) / 6 between 0 and 1; gradient 1/6 where 0 &lt; y &lt; 1, else 0. */
    HARD_SIGMOID(false),
    /** √x, NaN below 0; gradient 1 / 2y. */
    SQRT(false),
    /** log(x), NaN below 0, −∞ at 0; gradient 1 / x. */
    LOG(true),
    /** |x|; gradient 1 where x &gt; 0, −1 where x &lt; 0, else 0. */
    ABS(true),
    /** x·Φ(x), Φ the normal distribution; gradient Φ(x) + x·Φ′(x). */
    GELU(true),
    /** x·s, s = (1 + tanh(√(2/π)·(x + 0.044715·x³))) / 2; gradient s + x·s′. */
    GELU_TANH(true),
    /** x·s, s = 1 / (1 + exp(−x)); gradient s + x·s·(1 − s). */
    SILU(true),
    /** x·h, h = (x + 3) / 6 between 0 and 1; gradient 0 where x ≤ −3, 1 where x ≥ 3, else x/3 + 1/2. */
    HARD_SWISH(true);

    private final boolean fromInput;

    Unary(boolean fromInput) {
        this.fromInput = fromInput;
    }

    /** Whether the gradient is computed from the input x; else from the output y. */
    public boolean fromInput() {
        return fromInput;
    }
}
