package dev.inkstone.kernels.scalar;

/**
 * Transcendental functions as polynomials: the specification that the vector lanes follow operation by operation. Every
 * product that is added is fused, so there is one way to round.
 */
public final class ScalarMath {
    /** Beyond these, exp is 0 or infinite in float32. */
    public static final float EXP_LOW = -105f;

    /** See {@link #EXP_LOW}. */
    public static final float EXP_HIGH = 89.5f;

    /** Below this, exp(x) − 1 is −1 in float32. */
    public static final float EXPM1_LOW = -30f;

    /** log2(e). */
    public static final float LOG2E = 1.44269504f;

    /** Added and taken away again, rounds to the nearest integer; that integer stands in the low bits of the sum. */
    public static final float MAGIC = 12582912f;

    /** Raw bits of {@link #MAGIC}. */
    public static final int MAGIC_BITS = 0x4B400000;

    /** −ln(2), head: few bits, so that its multiples are exact. */
    public static final float LN2_HEAD = -0.693359375f;

    /** −ln(2), tail. */
    public static final float LN2_TAIL = 2.12194440e-4f;

    /** (exp(r) − 1 − r) / r² on |r| ≤ ln(2)/2, highest power first. */
    public static final float E5 = 1.9875691500e-4f;

    /** See {@link #E5}. */
    public static final float E4 = 1.3981999507e-3f;

    /** See {@link #E5}. */
    public static final float E3 = 8.3334519073e-3f;

    /** See {@link #E5}. */
    public static final float E2 = 4.1665795894e-2f;

    /** See {@link #E5}. */
    public static final float E1 = 1.6666665459e-1f;

    /** See {@link #E5}. */
    public static final float E0 = 5.0000001201e-1f;

    /** SELU's scale. */
    public static final float SELU_SCALE = 1.05070098735548f;

    /** SELU's scale times its alpha. */
    public static final float SELU_SCALE_ALPHA = 1.75809934084738f;

    private ScalarMath() {}

    /** e to the {@code x}; subnormal results are rounded once. */
    public static float exp(float x) {
        float c = Math.min(Math.max(x, EXP_LOW), EXP_HIGH);
        float t = Math.fma(c, LOG2E, MAGIC);
        float n = t - MAGIC;
        float r = Math.fma(n, LN2_TAIL, Math.fma(n, LN2_HEAD, c));
        float p = expm1Reduced(r) + 1f;
        int k = Float.floatToRawIntBits(t) - MAGIC_BITS;
        int half = k >> 1;
        float s1 = Float.intBitsToFloat((half + 127) << 23);
        float s2 = Float.intBitsToFloat((k - half + 127) << 23);
        return p * s1 * s2;
    }

    /** exp(x) − 1 for x ≤ 0, accurate near 0. */
    static float expm1OfNegative(float x) {
        float c = Math.max(x, EXPM1_LOW);
        float t = Math.fma(c, LOG2E, MAGIC);
        float n = t - MAGIC;
        float r = Math.fma(n, LN2_TAIL, Math.fma(n, LN2_HEAD, c));
        float s = Float.intBitsToFloat((Float.floatToRawIntBits(t) - (MAGIC_BITS - 127)) << 23);
        return Math.fma(expm1Reduced(r), s, s - 1f);
    }

    private static float expm1Reduced(float r) {
        float q = Math.fma(E5, r, E4);
        q = Math.fma(q, r, E3);
        q = Math.fma(q, r, E2);
        q = Math.fma(q, r, E1);
        q = Math.fma(q, r, E0);
        return Math.fma(r * r, q, r);
    }

    /** 1 / (1 + exp(−x)). */
    static float sigmoid(float x) {
        return 1f / (1f + exp(-x));
    }

    /** tanh(x), by exp(−2|x|) − 1, which is accurate near 0. */
    static float tanh(float x) {
        float t = expm1OfNegative(-2f * Math.abs(x));
        float magnitude = -t / (t + 2f);
        int sign = Float.floatToRawIntBits(x) & 0x80000000;
        return Float.intBitsToFloat(Float.floatToRawIntBits(Math.abs(magnitude)) | sign);
    }

    /** scale·x for x &gt; 0, else scale·alpha·(exp(x) − 1). */
    static float selu(float x) {
        float negative = SELU_SCALE_ALPHA * expm1OfNegative(Math.min(x, 0f));
        return Math.fma(SELU_SCALE, Math.max(x, 0f), negative);
    }
}
