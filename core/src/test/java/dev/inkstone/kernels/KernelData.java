package dev.inkstone.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Arguments of one kernel call, the same for the same seed. Every slice stands somewhere inside a longer array; {@link
 * #outcome()} checks that inputs are as they were and that nothing beside an output was touched.
 */
final class KernelData {
    private static final float CANARY = Float.intBitsToFloat(0x7fc0dead);
    private static final float[] SPECIAL = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        -0f,
        0f,
        1e-42f,
        -1e-42f,
        1e38f,
        -1e38f,
        80f,
        -80f,
        1e4f
    };

    private final Random random;
    private final boolean special;
    private final List<Slice> slices = new ArrayList<>();
    private final List<Ints> ints = new ArrayList<>();
    private final List<Long> results = new ArrayList<>();

    KernelData(long seed, boolean special) {
        this.random = new Random(seed);
        this.special = special;
    }

    /** {@code n} floats from {@code o} on in {@code a}; {@code before} is what {@code a} held at first. */
    record Slice(float[] a, int o, int n, float[] before, boolean output) {}

    /** The same of ints. */
    record Ints(int[] a, int o, int n, int[] before, boolean output) {}

    /** An input: numbers around 0, with special values among them if this run is about these. */
    Slice in(int n) {
        return slice(n, false, 1f);
    }

    /** An input of small numbers &ge; 0, such as second moments and variances. */
    Slice positive(int n) {
        Slice s = slice(n, false, 1f);
        for (int i = 0; i < s.a.length; i++) {
            s.a[i] = Math.abs(s.a[i]);
            s.before[i] = s.a[i];
        }
        return s;
    }

    /** A slice that is read and written. */
    Slice inOut(int n) {
        return slice(n, true, 1f);
    }

    /** The same, of numbers &ge; 0. */
    Slice positiveInOut(int n) {
        Slice s = positive(n);
        slices.set(slices.size() - 1, new Slice(s.a, s.o, s.n, s.before, true));
        return slices.get(slices.size() - 1);
    }

    /** A slice that must be overwritten. */
    Slice out(int n) {
        int o = 1 + random.nextInt(7);
        float[] a = new float[o + n + 5];
        Arrays.fill(a, CANARY);
        return add(new Slice(a, o, n, a.clone(), true));
    }

    /** Input indices below {@code bound}. */
    Ints labels(int n, int bound) {
        int[] a = random.ints(n + 6L, 0, bound).toArray();
        Ints s = new Ints(a, 3, n, a.clone(), false);
        ints.add(s);
        return s;
    }

    /** Ints that must be overwritten, from 0 on. */
    int[] outInts(int n) {
        int[] a = new int[n + 4];
        Arrays.fill(a, Integer.MIN_VALUE);
        ints.add(new Ints(a, 0, n, a.clone(), true));
        return a;
    }

    /** A number between 0 and {@code bound}. */
    int number(int bound) {
        return random.nextInt(bound);
    }

    /** Adds what a kernel returned to the outcome. */
    void returned(double value) {
        results.add(Double.doubleToLongBits(value));
    }

    /** Raw bits of every output, NaNs as one; fails if anything else has changed. */
    int[] outcome() {
        List<int[]> parts = new ArrayList<>();
        for (Slice s : slices) {
            int[] now = bits(s.a);
            untouched(now, bits(s.before), s.o, s.n, s.output, Float.floatToRawIntBits(CANARY));
            parts.add(s.output ? canonical(s) : new int[0]);
        }
        for (Ints s : ints) {
            untouched(s.a, s.before, s.o, s.n, s.output, Integer.MIN_VALUE);
            parts.add(s.output ? Arrays.copyOfRange(s.a, s.o, s.o + s.n) : new int[0]);
        }
        results.forEach(r -> parts.add(new int[] {(int) (r >>> 32), (int) (long) r}));
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static void untouched(int[] now, int[] before, int o, int n, boolean output, int unwritten) {
        if (!output) {
            assertThat(now).as("input").isEqualTo(before);
            return;
        }
        assertThat(Arrays.copyOf(now, o)).as("before the output").isEqualTo(Arrays.copyOf(before, o));
        assertThat(Arrays.copyOfRange(now, o + n, now.length))
                .as("after the output")
                .isEqualTo(Arrays.copyOfRange(before, o + n, now.length));
        if (before[o] == unwritten) {
            for (int i = o; i < o + n; i++) {
                assertThat(now[i]).as("output %s is written", i - o).isNotEqualTo(unwritten);
            }
        }
    }

    private static int[] bits(float[] a) {
        int[] bits = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            bits[i] = Float.floatToRawIntBits(a[i]);
        }
        return bits;
    }

    private static int[] canonical(Slice s) {
        int[] bits = new int[s.n];
        for (int i = 0; i < s.n; i++) {
            bits[i] = Float.floatToIntBits(s.a[s.o + i]);
        }
        return bits;
    }

    private Slice slice(int n, boolean output, float scale) {
        int o = random.nextInt(9);
        float[] a = new float[o + n + 3];
        for (int i = 0; i < a.length; i++) {
            boolean odd = special && random.nextInt(13) == 0;
            a[i] = odd ? SPECIAL[random.nextInt(SPECIAL.length)] : (random.nextFloat() * 8 - 4) * scale;
        }
        return add(new Slice(a, o, n, a.clone(), output));
    }

    private Slice add(Slice s) {
        slices.add(s);
        return s;
    }
}
