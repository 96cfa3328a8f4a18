package dev.inkstone.random;

import java.nio.charset.StandardCharsets;

/**
 * A named sequence of random numbers, addressed by index: number i of a stream is a function of (seed, name, position, i), so
 * it does not depend on who asks for it, or when. Two streams with different names are independent.
 *
 * <p>The bits are those of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014; finaliser of
 * Stafford, mix 13), whose state after i steps is {@code key + i·gamma}. Immutable and thread-safe.
 */
public final class RandomStream {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long key;

    private RandomStream(long key) {
        this.key = key;
    }

    /** The stream {@code name} of {@code seed}, for example {@code init/conv1/kernel}. */
    public static RandomStream of(long seed, String name) {
        long hash = 0xCBF29CE484222325L; // FNV-1a
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001B3L;
        }
        return new RandomStream(mix(mix(seed + GAMMA) ^ hash));
    }

    /** The sub-stream for one example of one step. */
    public RandomStream at(long step, long example) {
        return new RandomStream(mix(mix(key + GAMMA * (step + 1)) + GAMMA * (example + 1)));
    }

    /** What the stream's numbers are computed from: number i is {@code mix(key + (i + 1)·gamma)}. */
    public long key() {
        return key;
    }

    /** 64 random bits. */
    public long bits(long index) {
        return mix(key + (index + 1) * GAMMA);
    }

    /** Uniform in [0, 1), a multiple of 2⁻²⁴. */
    public float uniform(long index) {
        return (bits(index) >>> 40) * 0x1p-24f;
    }

    /** Uniform in 0 … {@code bound - 1}. */
    public int below(long index, int bound) {
        return (int) Math.multiplyHigh(bits(index) >>> 1, 2L * bound);
    }

    /** Normally distributed with mean 0 and deviation 1 (Box and Muller, 1958). */
    public double gaussian(long index) {
        double u = ((bits(2 * index) >>> 11) + 1) * 0x1p-53; // in (0, 1]
        double v = (bits(2 * index + 1) >>> 11) * 0x1p-53;
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
    }

    /** 0 … {@code n - 1} in random order (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
