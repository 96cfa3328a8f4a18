package dev.inkstone.data.augment;

import dev.inkstone.random.RandomStream;

/**
 * Where a number is drawn from for each image, each as likely as the others.
 *
 * @param low the smallest
 * @param high the largest; if that is {@code low}, it is always the same
 */
public record Interval(double low, double high) {
    /** @throws IllegalArgumentException if one is not finite, or they are in the wrong order */
    public Interval {
        check("interval", low, high);
    }

    /** Always this number. */
    static Interval only(double value) {
        return new Interval(value, value);
    }

    /** An interval, or an error that begins with {@code what}. */
    static Interval of(String what, double low, double high) {
        check(what, low, high);
        return new Interval(low, high);
    }

    private static void check(String what, double low, double high) {
        if (!(low <= high && Double.isFinite(low) && Double.isFinite(high))) {
            throw new IllegalArgumentException(
                    what + ": " + low + " to " + high + ", expected two finite numbers, the smaller one first");
        }
    }

    /** From {@code -most} to {@code most}. */
    static Interval around(String what, double most) {
        return of(what, -most, most);
    }

    /** The number of an image. */
    double draw(RandomStream random, int index) {
        return low == high ? low : low + (high - low) * random.uniform(index);
    }
}
