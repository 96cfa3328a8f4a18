package dev.inkstone.data;

import org.jspecify.annotations.Nullable;

/**
 * One example of a stream.
 *
 * @param values the input in row-major order; not copied
 * @param label the class index; 0 if it has a target
 * @param target the values that it should give, not copied; null if it has a label
 * @param weight how much it counts in the loss
 */
public record Example(float[] values, int label, float @Nullable [] target, float weight) {
    /** @throws IllegalArgumentException if there are no values, or the weight is negative or not finite */
    public Example {
        if (values == null) {
            throw new IllegalArgumentException("example: values null, expected the numbers of the input");
        }
        if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("example: weight " + weight + ", expected a finite number of 0 or more");
        }
    }

    /** An example with a class index. */
    public static Example of(float[] values, int label) {
        return new Example(values, label, null, 1f);
    }

    /** An example with the values that it should give. */
    public static Example of(float[] values, float[] target) {
        return new Example(values, 0, target, 1f);
    }

    /** The same, counting {@code weight} times in the loss. */
    public Example weightedBy(float weight) {
        return new Example(values, label, target, weight);
    }
}
