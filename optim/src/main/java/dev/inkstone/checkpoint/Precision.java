package dev.inkstone.checkpoint;

/**
 * How many bits of each float32 a file keeps. Narrowing rounds to the nearest value, ties to even; reading a 16-bit file back
 * into float32 is exact.
 */
public enum Precision {
    /** All 32. */
    F32(Dtype.F32, Float.MAX_VALUE),
    /** Half precision: an error of 2⁻¹¹ (0.05 %) at most from 6.1e-5 to 65,504, of 3e-8 below; nothing above. */
    F16(Dtype.F16, 65_504f),
    /** bfloat16: the range of float32 with an error of 2⁻⁸ (0.4 %) at most. */
    BF16(Dtype.BF16, 0x1.fep127f);

    private final Dtype type;
    private final float largest;

    Precision(Dtype type, float largest) {
        this.type = type;
        this.largest = largest;
    }

    Dtype type() {
        return type;
    }

    /** The largest finite value. */
    float largest() {
        return largest;
    }

    /** The bits of the nearest 16-bit value. */
    short narrowed(float value) {
        return this == F16 ? HalfFloats.toF16(value) : HalfFloats.toBf16(value);
    }

    /** Whether a finite value becomes infinite. */
    boolean overflows(float value) {
        return this != F32 && Float.isFinite(value) && Float.isInfinite(rounded(value));
    }

    private float rounded(float value) {
        return this == F16
                ? HalfFloats.fromF16(HalfFloats.toF16(value))
                : HalfFloats.fromBf16(HalfFloats.toBf16(value));
    }
}
