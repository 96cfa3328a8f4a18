package dev.inkstone.checkpoint;

/**
 * Conversions between float32 and the two 16-bit formats: F16, the binary16 of IEEE 754 (5 bits of exponent, 10 of fraction), and
 * BF16, the upper half of a float32. Every 16-bit value is a float32, so widening is exact. Narrowing rounds to the nearest, ties to
 * even, keeps subnormals, turns what is too large into an infinity, and keeps a NaN a NaN with its sign and the upper bits of
 * its payload.
 */
final class HalfFloats {
    private static final int INFINITY = 0x7f800000;
    private static final int F16_INFINITY = 0x7c00;

    private HalfFloats() {}

    /** The nearest F16. */
    static short toF16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & Integer.MAX_VALUE;
        int half;
        if (magnitude > INFINITY) {
            int payload = magnitude >>> 13 & 0x3ff;
            half = F16_INFINITY | (payload == 0 ? 0x200 : payload);
        } else if (magnitude >= Float.floatToRawIntBits(0x1p16f)) {
            half = F16_INFINITY;
        } else if (magnitude < Float.floatToRawIntBits(0x1p-14f)) {
            half = (int) Math.rint(Math.abs(value) * 0x1p24f); // the spacing of the subnormals is 2⁻²⁴
        } else {
            int odd = magnitude >>> 13 & 1;
            half = magnitude + 0xfff + odd - (112 << 23) >>> 13; // a carry moves on to the exponent, up to infinity
        }
        return (short) (sign | half);
    }

    /** The value of an F16. */
    static float fromF16(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1f;
        int fraction = half & 0x3ff;
        int magnitude;
        if (exponent == 0x1f) {
            magnitude = INFINITY | fraction << 13;
        } else if (exponent == 0) {
            magnitude = Float.floatToRawIntBits(fraction * 0x1p-24f);
        } else {
            magnitude = exponent + 112 << 23 | fraction << 13;
        }
        return Float.intBitsToFloat(sign | magnitude);
    }

    /** The nearest BF16. */
    static short toBf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & Integer.MAX_VALUE) > INFINITY) {
            int upper = bits >>> 16;
            return (short) ((upper & 0x7f) == 0 ? upper | 0x40 : upper);
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    /** The value of a BF16. */
    static float fromBf16(short half) {
        return Float.intBitsToFloat(half << 16);
    }
}
