package dev.inkstone.kernels.scalar;

import static dev.inkstone.kernels.scalar.ScalarMath.LN2_HEAD;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_TAIL;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC_BITS;

/** Logarithms as polynomials (the coefficients of Cephes' logf), the specification of the vector lanes. */
public final class ScalarLog {
    /** Raw bits of √½, the smallest mantissa that is used. */
    public static final int ROOT_HALF_BITS = 0x3f3504f3;

    /** The bits of a float that hold its mantissa. */
    public static final int MANTISSA = 0x007fffff;

    /** Subnormal numbers are multiplied by this, 2²³. */
    public static final float UPSCALE = 8388608f;

    /** √2 − 1: above, log(1 + e) is taken from (1 + e) / 2. */
    public static final float ROOT_TWO_LESS_ONE = 0.41421357f;

    /** (log(1 + f) − f + f²/2) / f³ on √½ ≤ 1 + f ≤ √2, highest power first. */
    public static final float L8 = 7.0376836292e-2f;

    /** See {@link #L8}. */
    public static final float L7 = -1.1514610310e-1f;

    /** See {@link #L8}. */
    public static final float L6 = 1.1676998740e-1f;

    /** See {@link #L8}. */
    public static final float L5 = -1.2420140846e-1f;

    /** See {@link #L8}. */
    public static final float L4 = 1.4249322787e-1f;

    /** See {@link #L8}. */
    public static final float L3 = -1.6668057665e-1f;

    /** See {@link #L8}. */
    public static final float L2 = 2.0000714765e-1f;

    /** See {@link #L8}. */
    public static final float L1 = -2.4999993993e-1f;

    /** See {@link #L8}. */
    public static final float L0 = 3.3333331174e-1f;

    private ScalarLog() {}

    /** The natural logarithm: NaN below 0, −∞ at 0. */
    static float log(float x) {
        boolean tiny = x < Float.MIN_NORMAL;
        float s = tiny ? x * UPSCALE : x;
        int bits = Float.floatToRawIntBits(s) - ROOT_HALF_BITS;
        float n = Float.intBitsToFloat(MAGIC_BITS + (bits >> 23)) - MAGIC;
        n = tiny ? n - 23f : n;
        float f = Float.intBitsToFloat((bits & MANTISSA) + ROOT_HALF_BITS) - 1f;
        float y = reduced(f, n);
        y = x < Float.POSITIVE_INFINITY ? y : x;
        y = x == 0f ? Float.NEGATIVE_INFINITY : y;
        return x < 0f ? Float.NaN : y;
    }

    /** log(1 + e) for 0 ≤ e ≤ 1, accurate near 0. */
    static float log1p(float e) {
        boolean far = e > ROOT_TWO_LESS_ONE;
        return reduced(far ? (e - 1f) * 0.5f : e, far ? 1f : 0f);
    }

    /** log(1 + f) + n·ln(2). */
    private static float reduced(float f, float n) {
        float q = Math.fma(L8, f, L7);
        q = Math.fma(q, f, L6);
        q = Math.fma(q, f, L5);
        q = Math.fma(q, f, L4);
        q = Math.fma(q, f, L3);
        q = Math.fma(q, f, L2);
        q = Math.fma(q, f, L1);
        q = Math.fma(q, f, L0);
        float z = f * f;
        float y = Math.fma(n, -LN2_TAIL, q * f * z);
        y = Math.fma(z, -0.5f, y) + f;
        return Math.fma(n, -LN2_HEAD, y);
    }
}
