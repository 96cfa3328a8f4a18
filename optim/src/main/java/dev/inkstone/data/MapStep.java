package dev.inkstone.data;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;

/**
 * One map of a data set or stream.
 *
 * @param shape of what it makes
 * @param transform what it does
 * @param random its numbers
 */
record MapStep(Shape shape, Transform transform, RandomStream random) {
    /** @param depth how many maps come before it: each has numbers of its own, also where their seeds are equal */
    static MapStep of(Shape shape, Transform transform, long seed, int depth) {
        return new MapStep(shape, transform, RandomStream.of(seed, "map/" + depth));
    }

    /**
     * The values in place of those of an example.
     *
     * @throws IllegalStateException if the function returns null, or another number of values than its shape has
     */
    float[] apply(float[] values, int epoch, int example) {
        float[] changed = transform.apply(values, random.at(epoch, example));
        if (changed == null) {
            throw new IllegalStateException("map: the function returned null, expected " + shape.size() + " values for "
                    + shape + "; return the array, changed or new");
        }
        if (changed.length != shape.size()) {
            throw new IllegalStateException("map: the function returned " + changed.length + " values, expected "
                    + shape.size() + " for " + shape + "; give map the shape of what it returns");
        }
        return changed;
    }
}
