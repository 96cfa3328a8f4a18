package dev.inkstone.training.doctor;

/** A number that tells examples apart by the bits of their values. */
final class ExampleHash {
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

    private ExampleHash() {}

    /** Four sums that do not wait for each other, of eight values at a time. */
    static long of(float[] values, int from, int count) {
        long a = count;
        long b = FIRST;
        long c = SECOND;
        long d = FIRST ^ SECOND;
        int i = from;
        for (; i + 8 <= from + count; i += 8) {
            a = (a ^ pair(values, i)) * FIRST;
            b = (b ^ pair(values, i + 2)) * SECOND;
            c = (c ^ pair(values, i + 4)) * FIRST;
            d = (d ^ pair(values, i + 6)) * SECOND;
            a ^= a >>> 32;
            b ^= b >>> 32;
            c ^= c >>> 32;
            d ^= d >>> 32;
        }
        for (; i < from + count; i++) {
            a = mixed(a ^ Float.floatToRawIntBits(values[i]));
        }
        return mixed(a + mixed(b + mixed(c + mixed(d))));
    }

    private static long pair(float[] values, int i) {
        return (long) Float.floatToRawIntBits(values[i]) << 32 | Float.floatToRawIntBits(values[i + 1]) & 0xffffffffL;
    }

    /** Every bit of the result depends on every bit of {@code z} (the finaliser of SplitMix64). */
    private static long mixed(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
