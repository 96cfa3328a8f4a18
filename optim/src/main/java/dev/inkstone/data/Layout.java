package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What all examples of a data set or stream look like.
 *
 * @param inputShape of one example
 * @param targetShape of the values it should give; null if it has a class label
 * @param weighted whether examples count differently
 */
record Layout(Shape inputShape, @Nullable Shape targetShape, boolean weighted) {
    static Layout of(Dataset data) {
        return new Layout(data.inputShape(), data.targetShape(), data.weighted());
    }

    /** @throws IllegalStateException if an example looks different */
    void check(Example example, long index) {
        if (example == null) {
            throw new IllegalStateException("stream: example " + index
                    + " is null, expected an example; let hasNext() say when there are no more");
        }
        if (example.values().length != inputShape.size()) {
            throw new IllegalStateException("stream: example " + index + " has " + example.values().length
                    + " values, expected " + inputShape.size() + " for " + inputShape);
        }
        float[] target = example.target();
        int expected = targetShape == null ? -1 : targetShape.size();
        int given = target == null ? -1 : target.length;
        if (given != expected) {
            throw new IllegalStateException("stream: example " + index + " has "
                    + (given < 0 ? "a class label" : given + " target values") + ", expected "
                    + (targetShape == null ? "a class label" : expected + " target values for " + targetShape));
        }
    }
}
