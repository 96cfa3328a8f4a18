package dev.inkstone.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 16-bit floats against a slow reference, which knows nothing but what their bits mean. */
@Tag("once")
class HalfFloatsTest {
    private static final Format F16 = new Format(5, 10);
    private static final Format BF16 = new Format(8, 7);

    /** A sign, {@code exponent} bits and {@code fraction} bits, as IEEE 754 says. */
    private record Format(int exponent, int fraction, double[] finite) {
        Format(int exponent, int fraction) {
            this(exponent, fraction, new double[((1 << exponent) - 1) << fraction]);
            Arrays.setAll(finite, this::value);
        }

        /** What non-negative finite bits mean. */
        private double value(int bits) {
            int e = bits >>> fraction;
            int f = bits & ((1 << fraction) - 1);
            int bias = (1 << exponent - 1) - 1;
            return e == 0
                    ? Math.scalb((double) f, 1 - bias - fraction)
                    : Math.scalb((double) (f + (1 << fraction)), e - bias - fraction);
        }

        boolean isNaN(int half) {
            return (half & 0x7fff) > infinity();
        }

        int infinity() {
            return finite.length;
        }

        /** Nearest of all, the even one of two that are as near; behind the largest comes infinity as if it were the next. */
        int nearest(float value) {
            double magnitude = Math.abs((double) value);
            int found = Arrays.binarySearch(finite, magnitude);
            int low = found >= 0 ? found : -found - 2;
            double next = low + 1 < finite.length ? finite[low + 1] : 2 * finite[low] - finite[low - 1];
            double below = magnitude - finite[low];
            double above = next - magnitude;
            boolean up = above < below || above == below && low % 2 == 1;
            int bits = up ? low + 1 : low;
            return bits | (Float.floatToRawIntBits(value) < 0 ? 0x8000 : 0);
        }

        float widened(int half) {
            double magnitude = (half & 0x7fff) == infinity() ? Double.POSITIVE_INFINITY : finite[half & 0x7fff];
            return (float) ((half & 0x8000) != 0 ? -magnitude : magnitude);
        }
    }

    @Test
    void allHalvesWidenToWhatTheirBitsMeanAndComeBack() {
        for (int half = 0; half < 65_536; half++) {
            if (!F16.isNaN(half)) {
                assertThat(Float.floatToRawIntBits(HalfFloats.fromF16((short) half)))
                        .isEqualTo(Float.floatToRawIntBits(F16.widened(half)));
            }
            if (!BF16.isNaN(half)) {
                assertThat(Float.floatToRawIntBits(HalfFloats.fromBf16((short) half)))
                        .isEqualTo(Float.floatToRawIntBits(BF16.widened(half)));
            }
            assertThat(HalfFloats.toF16(HalfFloats.fromF16((short) half))).isEqualTo((short) half);
            assertThat(HalfFloats.toBf16(HalfFloats.fromBf16((short) half))).isEqualTo((short) half);
        }
    }

    /** Each point halfway between two neighbours, and the floats on both sides of it; the last is where infinity begins. */
    @Test
    void tiesGoToTheEvenNeighbour() {
        for (Format format : new Format[] {F16, BF16}) {
            double[] finite = format.finite();
            for (int i = 0; i < finite.length; i++) {
                double next = i + 1 < finite.length ? finite[i + 1] : 2 * finite[i] - finite[i - 1];
                float tie = (float) ((finite[i] + next) / 2);
                assertThat((double) tie).isEqualTo((finite[i] + next) / 2);
                narrows(format, tie, i % 2 == 0 ? i : i + 1);
                narrows(format, Math.nextDown(tie), i);
                narrows(format, Math.nextUp(tie), i + 1);
            }
        }
    }

    private static void narrows(Format format, float value, int expected) {
        assertThat(format.nearest(value)).isEqualTo(expected);
        assertThat(narrowed(format, value)).as("%s", value).isEqualTo((short) expected);
        assertThat(narrowed(format, -value)).as("-%s", value).isEqualTo((short) (expected | 0x8000));
    }

    private static short narrowed(Format format, float value) {
        return format == F16 ? HalfFloats.toF16(value) : HalfFloats.toBf16(value);
    }

    @Property
    void anyFloatGoesToTheNearest(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        if (Float.isFinite(value)) {
            assertThat(HalfFloats.toBf16(value)).isEqualTo((short) BF16.nearest(value));
        }
        float scaled = Math.scalb(value, -(Math.getExponent(value) / 5)); // most floats are far outside of F16
        if (Float.isFinite(scaled) && Math.abs(scaled) < 65_536f) {
            assertThat(HalfFloats.toF16(scaled)).isEqualTo((short) F16.nearest(scaled));
        }
    }

    @Test
    void infinitiesAndWhatIsTooLarge() {
        assertThat(HalfFloats.toF16(65_519.996f)).isEqualTo((short) 0x7bff);
        assertThat(HalfFloats.toF16(65_520f)).isEqualTo((short) 0x7c00);
        assertThat(HalfFloats.toF16(-Float.MAX_VALUE)).isEqualTo((short) 0xfc00);
        assertThat(HalfFloats.toF16(Float.POSITIVE_INFINITY)).isEqualTo((short) 0x7c00);
        assertThat(HalfFloats.toBf16(Float.MAX_VALUE)).isEqualTo((short) 0x7f80);
        assertThat(HalfFloats.toBf16(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xff80);
        assertThat(HalfFloats.toF16(Float.MIN_VALUE)).isZero();
        assertThat(HalfFloats.toF16(-Float.MIN_VALUE)).isEqualTo((short) 0x8000);
    }

    /** Sign and upper payload stay; a payload that would vanish becomes a quiet bit, as it would be an infinity otherwise. */
    @Test
    void aNaNStaysOne() {
        for (int half = 0x7c01; half < 0x8000; half++) {
            assertThat(Float.floatToRawIntBits(HalfFloats.fromF16((short) half)))
                    .isEqualTo(0x7f800000 | (half & 0x3ff) << 13);
            assertThat(Float.floatToRawIntBits(HalfFloats.fromF16((short) (half | 0x8000))))
                    .isEqualTo(0xff800000 | (half & 0x3ff) << 13);
        }
        assertThat(HalfFloats.toF16(Float.intBitsToFloat(0x7f800001))).isEqualTo((short) 0x7e00);
        assertThat(HalfFloats.toF16(Float.intBitsToFloat(0xff801fff))).isEqualTo((short) 0xfe00);
        assertThat(HalfFloats.toF16(Float.intBitsToFloat(0x7fffffff))).isEqualTo((short) 0x7fff);
        assertThat(HalfFloats.toBf16(Float.intBitsToFloat(0x7f800001))).isEqualTo((short) 0x7fc0);
        assertThat(HalfFloats.toBf16(Float.intBitsToFloat(0xffffffff))).isEqualTo((short) 0xffff);
        assertThat(HalfFloats.toF16(Float.NaN)).isEqualTo((short) 0x7e00);
        assertThat(HalfFloats.toBf16(Float.NaN)).isEqualTo((short) 0x7fc0);
    }

    /** JDK 20 and newer have the same conversions. */
    @Test
    void theJdkAgreesWhereItCan() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 20) {
            return;
        }
        Method widen = Float.class.getMethod("float16ToFloat", short.class);
        Method narrow = Float.class.getMethod("floatToFloat16", float.class);
        for (int half = 0; half < 65_536; half++) {
            float value = HalfFloats.fromF16((short) half);
            assertThat((Object) value).isEqualTo(widen.invoke(null, (short) half)); // as objects: NaN equals NaN
            for (float near : new float[] {value, Math.nextUp(value), value * 1.0003f}) {
                if (!Float.isNaN(near)) {
                    assertThat(HalfFloats.toF16(near)).isEqualTo((short) narrow.invoke(null, near));
                }
            }
        }
    }
}
