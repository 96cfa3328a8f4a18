package dev.inkstone.kernels.scalar;

import static dev.inkstone.kernels.scalar.ScalarLog.MANTISSA;
import static dev.inkstone.kernels.scalar.ScalarLog.ROOT_HALF_BITS;
import static dev.inkstone.kernels.scalar.ScalarLog.UPSCALE;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_HEAD;
import static dev.inkstone.kernels.scalar.ScalarMath.LN2_TAIL;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC;
import static dev.inkstone.kernels.scalar.ScalarMath.MAGIC_BITS;

/**
 * Powers: exp(b·log|a|), where the logarithm and the product are carried as the sum of two floats, since exp turns an absolute
 * error of its argument into a relative one.
 */
public final class ScalarPower {
    /** (2·artanh(u/2) − u) / u³ as a polynomial of u², highest power first. */
    public static final float A3 = 4.5571240480e-4f;

    /** See {@link #A3}. */
    public static final float A2 = 2.2305268794e-3f;

    /** See {@link #A3}. */
    public static final float A1 = 1.2500038370e-2f;

    /** See {@link #A3}. */
    public static final float A0 = 8.3333335817e-2f;

    /** Where the exponent of e is beyond this, it has no low part. */
    public static final float LOW_LIMIT = 200f;

    /** From here on every float is a whole number. */
    public static final float WHOLE = 8388608f;

    private ScalarPower() {}

    /** {@code a} to the {@code b}, with the special cases of C's pow. */
    public static float power(float a, float b) {
        float m = Math.abs(a);
        float y = magnitude(m, b);
        y = m == 0f ? (b > 0f ? 0f : Float.POSITIVE_INFINITY) : y;
        y = m == Float.POSITIVE_INFINITY ? (b > 0f ? m : 0f) : y;
        y = m == 1f ? 1f : y;
        float t = Math.abs(b);
        boolean whole = whole(t);
        boolean odd = whole && !whole(t * 0.5f);
        int sign = Float.floatToRawIntBits(a) & (odd ? 0x80000000 : 0);
        y = Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ sign);
        y = a < 0f && m != Float.POSITIVE_INFINITY && !whole ? Float.NaN : y;
        y = Float.isNaN(a) || Float.isNaN(b) ? Float.NaN : y;
        return b == 0f || a == 1f ? 1f : y;
    }

    private static boolean whole(float t) {
        return t >= WHOLE || t + WHOLE - WHOLE == t;
    }

    /** exp(b·log m) for finite m &gt; 0. */
    private static float magnitude(float m, float b) {
        boolean tiny = m < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(tiny ? m * UPSCALE : m) - ROOT_HALF_BITS;
        float n = Float.intBitsToFloat(MAGIC_BITS + (bits >> 23)) - MAGIC;
        n = tiny ? n - 23f : n;
        float f = Float.intBitsToFloat((bits & MANTISSA) + ROOT_HALF_BITS) - 1f;

        float r = 1f / (f + 2f);
        float u = 2f * f * r;
        float low = r * Math.fma(-f, u, 2f * (f - u)); // u + low = 2f / (2 + f)
        float v = u * u;
        float q = Math.fma(A3, v, A2);
        q = Math.fma(q, v, A1);
        q = Math.fma(q, v, A0);
        low = Math.fma(q * v, u, low); // u + low = log(1 + f)

        float head = n * -LN2_HEAD;
        float high = head + u;
        low = (head - high) + u + Math.fma(n, -LN2_TAIL, low);
        float log = high + low;
        low = (high - log) + low; // log + low = log m

        float p = b * log;
        float rest = Math.fma(b, low, Math.fma(b, log, -p));
        rest = Math.abs(p) < LOW_LIMIT ? rest : 0f;
        float e = ScalarMath.exp(p);
        return e < Float.POSITIVE_INFINITY ? Math.fma(e, rest, e) : e;
    }
}
