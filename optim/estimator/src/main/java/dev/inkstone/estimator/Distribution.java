package dev.inkstone.estimator;

import dev.inkstone.random.RandomStream;
import java.util.List;

/**
 * Where a {@link RandomSearch} takes the values of a parameter from.
 *
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface Distribution<V> {
    /** A value, as a function of these random numbers alone. */
    V draw(RandomStream random);

    /**
     * All numbers from {@code from} to {@code to} alike: for a dropout rate.
     *
     * @throws IllegalArgumentException if they are not finite, or {@code from} is not the smaller one
     */
    static Distribution<Double> uniform(double from, double to) {
        check(
                "uniform",
                from < to && Double.isFinite(to - from),
                from,
                to,
                "two finite numbers, the smaller one first");
        return random -> between(from, to, share(random));
    }

    /**
     * All orders of magnitude from {@code from} to {@code to} alike: for a learning rate or a weight decay.
     *
     * @throws IllegalArgumentException if they are not finite and above 0, or {@code from} is not the smaller one
     */
    static Distribution<Double> logUniform(double from, double to) {
        check(
                "log uniform",
                from > 0 && from < to && to < Double.POSITIVE_INFINITY,
                from,
                to,
                "two finite numbers above 0, the smaller one first");
        double low = StrictMath.log(from);
        double high = StrictMath.log(to);
        return random -> {
            double value = StrictMath.exp(between(low, high, share(random)));
            return Math.min(Math.max(value, from), to);
        };
    }

    /**
     * All whole numbers from {@code from} to {@code to}, both included.
     *
     * @throws IllegalArgumentException if {@code from} is more than {@code to}, or there are 2³¹ numbers or more
     */
    static Distribution<Integer> integer(int from, int to) {
        long count = (long) to - from + 1;
        check(
                "integer",
                count >= 1 && count <= Integer.MAX_VALUE,
                from,
                to,
                "the smaller one first, not too far apart");
        return random -> from + random.below(0, (int) count);
    }

    /**
     * One of these values.
     *
     * @throws IllegalArgumentException if there are none
     */
    static <V> Distribution<V> choice(List<V> values) {
        List<V> kept = List.copyOf(values);
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("choice: 0 values, expected 1 or more");
        }
        return random -> kept.get(random.below(0, kept.size()));
    }

    private static void check(String name, boolean right, Number from, Number to, String expected) {
        if (!right) {
            throw new IllegalArgumentException(name + ": " + from + " to " + to + ", expected " + expected);
        }
    }

    /** Uniform in [0, 1) with all the bits of a double. */
    private static double share(RandomStream random) {
        return (random.bits(0) >>> 11) * 0x1p-53;
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share;
    }
}
