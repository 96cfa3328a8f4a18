package dev.inkstone.kernels.scalar;

import static dev.inkstone.kernels.scalar.ScalarMath.EXP_LOW;

/**
 * Smooth activations and their slopes, the specification of the vector lanes. Arguments are held inside bounds beyond which the
 * result is its limit, so that no infinity meets a 0.
 */
public final class ScalarCurves {
    /** Beyond ± this, the normal distribution is 0 or 1 in float32. */
    public static final float GELU_BOUND = 15f;

    /** Beyond ± this, the tanh form of GELU has the slope 0 or 1 in float32. */
    public static final float GELU_TANH_BOUND = 11f;

    /** 2·√(2/π). */
    public static final float TANH_LINEAR = 1.5957691216f;

    /** 0.044715 times {@link #TANH_LINEAR}. */
    public static final float TANH_CUBIC = 0.0713548163f;

    /** 1 / √(2π). */
    public static final float NORMAL_PEAK = 0.3989422804f;

    /** The tail of the normal distribution, exp(a²/2)·(1 − Φ(a)) / t, is a polynomial of t = 1 / (1 + this·a). */
    public static final float TAIL_SCALE = 0.35f;

    /** See {@link #TAIL_SCALE}; highest power first. */
    public static final float N8 = -2.916393243e-2f;

    /** See {@link #N8}. */
    public static final float N7 = 1.440608352e-1f;

    /** See {@link #N8}. */
    public static final float N6 = -2.559019327e-1f;

    /** See {@link #N8}. */
    public static final float N5 = 1.593929827e-1f;

    /** See {@link #N8}. */
    public static final float N4 = -2.326388657e-2f;

    /** See {@link #N8}. */
    public static final float N3 = 1.055748239e-1f;

    /** See {@link #N8}. */
    public static final float N2 = 1.198154911e-1f;

    /** See {@link #N8}. */
    public static final float N1 = 1.398643404e-1f;

    /** See {@link #N8}. */
    public static final float N0 = 1.396212578e-1f;

    private ScalarCurves() {}

    static float softplus(float x) {
        return Math.max(x, 0f) + ScalarLog.log1p(ScalarMath.exp(-Math.abs(x)));
    }

    /** From the output. */
    static float softplusSlope(float y) {
        return -ScalarMath.expm1OfNegative(Math.min(-y, 0f));
    }

    static float hardSigmoid(float x) {
        return Math.min(Math.max(x + 3f, 0f), 6f) / 6f;
    }

    static float hardSwish(float x) {
        return Math.max(x, -3f) * hardSigmoid(x);
    }

    static float hardSwishSlope(float x) {
        float slope = Math.fma(x, 1 / 3f, 0.5f);
        slope = x <= -3f ? 0f : slope;
        return x >= 3f ? 1f : slope;
    }

    static float silu(float x) {
        float e = ScalarMath.exp(-Math.abs(x));
        return Math.max(x, EXP_LOW) * ((x < 0f ? e : 1f) / (e + 1f));
    }

    static float siluSlope(float x) {
        float e = ScalarMath.exp(-Math.abs(x));
        float s = (x < 0f ? e : 1f) / (e + 1f);
        float q = (x < 0f ? 1f : e) / (e + 1f);
        return Math.fma(Math.min(Math.max(x, EXP_LOW), -EXP_LOW), s * q, s);
    }

    static float geluTanh(float x) {
        float e = ScalarMath.exp(geluTanhExponent(x));
        return Math.max(x, -GELU_TANH_BOUND) * ((x < 0f ? e : 1f) / (e + 1f));
    }

    static float geluTanhSlope(float x) {
        float c = Math.min(Math.max(x, -GELU_TANH_BOUND), GELU_TANH_BOUND);
        float e = ScalarMath.exp(geluTanhExponent(x));
        float s = (x < 0f ? e : 1f) / (e + 1f);
        float q = (x < 0f ? 1f : e) / (e + 1f);
        return Math.fma(c * Math.fma(c * c, 3f * TANH_CUBIC, TANH_LINEAR), s * q, s);
    }

    private static float geluTanhExponent(float x) {
        float c = Math.min(Math.abs(x), GELU_TANH_BOUND);
        return -(c * Math.fma(c * c, TANH_CUBIC, TANH_LINEAR));
    }

    static float gelu(float x) {
        return Math.max(x, -GELU_BOUND) * normal(x, normalDensity(x));
    }

    static float geluSlope(float x) {
        float c = Math.min(Math.max(x, -GELU_BOUND), GELU_BOUND);
        float e = normalDensity(x);
        return Math.fma(c, e * NORMAL_PEAK, normal(x, e));
    }

    /** exp(−x²/2), with the rounding error of the square made good. */
    private static float normalDensity(float x) {
        float a = Math.min(Math.abs(x), GELU_BOUND);
        float square = a * a;
        float e = ScalarMath.exp(square * -0.5f);
        return Math.fma(e, Math.fma(a, a, -square) * -0.5f, e);
    }

    /** Φ(x), where e = exp(−x²/2). */
    private static float normal(float x, float e) {
        float a = Math.min(Math.abs(x), GELU_BOUND);
        float t = 1f / Math.fma(a, TAIL_SCALE, 1f);
        float q = Math.fma(N8, t, N7);
        q = Math.fma(q, t, N6);
        q = Math.fma(q, t, N5);
        q = Math.fma(q, t, N4);
        q = Math.fma(q, t, N3);
        q = Math.fma(q, t, N2);
        q = Math.fma(q, t, N1);
        q = Math.fma(q, t, N0);
        float tail = q * t * e;
        return x < 0f ? tail : 1f - tail;
    }

    static float leakyRelu(float alpha, float x) {
        return x > 0f ? x : alpha * x;
    }

    static float elu(float alpha, float x) {
        return Math.fma(alpha, ScalarMath.expm1OfNegative(Math.min(x, 0f)), Math.max(x, 0f));
    }

    static float eluSlope(float alpha, float x) {
        return x > 0f ? 1f : alpha * ScalarMath.exp(Math.min(x, 0f));
    }
}
