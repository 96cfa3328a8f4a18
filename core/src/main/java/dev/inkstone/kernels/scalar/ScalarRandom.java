package dev.inkstone.kernels.scalar;

/** Random bits as a function of a key and a counter: SplitMix64. */
public final class ScalarRandom {
    /** From one counter to the next. */
    public static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Factors of the finaliser. */
    public static final long MIX1 = 0xBF58476D1CE4E5B9L;

    /** See {@link #MIX1}. */
    public static final long MIX2 = 0x94D049BB133111EBL;

    private ScalarRandom() {}

    /** 64 random bits. */
    public static long bits(long key, int counter) {
        long z = key + counter * GOLDEN;
        z = (z ^ (z >>> 30)) * MIX1;
        z = (z ^ (z >>> 27)) * MIX2;
        return z ^ (z >>> 31);
    }
}
