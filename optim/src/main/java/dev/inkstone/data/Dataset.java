package dev.inkstone.data;

import dev.inkstone.tensor.Shape;

/**
 * Labelled examples that can be read by index, in any order and by many threads. Values are made when they are read, batch by
 * batch, so images may stay bytes. Views ({@link #range}, {@link #take}) share the storage.
 */
public interface Dataset {
    /** The number of examples. */
    int size();

    /** The shape of one example, without the batch. */
    Shape inputShape();

    /** The class index of example {@code index}. */
    int label(int index);

    /** Writes the {@code inputShape().size()} values of example {@code index} to {@code target[offset …]}. */
    void read(int index, float[] target, int offset);

    /**
     * Examples {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws IllegalArgumentException if there are not so many
     */
    default Dataset range(int from, int to) {
        return new Range(this, from, to);
    }

    /**
     * The first {@code n} examples.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    default Dataset take(int n) {
        return range(0, n);
    }

    /** Batches in the order of the examples; the last one of an epoch may be smaller. */
    default Batches batches(int batchSize) {
        return Batches.of(this, batchSize);
    }

    /** The same examples in another order each epoch, a function of {@code seed} and the epoch. */
    default Shuffled shuffled(long seed) {
        return new Shuffled(this, seed);
    }

    /**
     * Examples that are to be shuffled for each epoch; views are taken before that.
     *
     * @param data the examples
     * @param seed what the orders depend on
     */
    record Shuffled(Dataset data, long seed) {
        /** Shuffled batches; the last one of an epoch may be smaller. */
        public Batches batches(int batchSize) {
            return Batches.shuffled(data, batchSize, seed);
        }
    }
}
