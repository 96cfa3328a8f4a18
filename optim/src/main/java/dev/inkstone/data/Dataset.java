package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Examples that can be read by index, in any order and by many threads, each with a class label or, for a regression and the
 * like, with values. Values are made when they are read, batch by batch, so images may stay bytes. Views ({@link #range}, {@link
 * #take}) share the storage.
 */
public interface Dataset {
    /** The number of examples. */
    int size();

    /** The shape of one example, without the batch. */
    Shape inputShape();

    /**
     * The class index of example {@code index}.
     *
     * @throws IllegalStateException if the targets are values
     */
    int label(int index);

    /** Writes the {@code inputShape().size()} values of example {@code index} to {@code target[offset …]}. */
    void read(int index, float[] target, int offset);

    /** The shape of the values that one example should give, without the batch; null (the default) if it has a class label. */
    default @Nullable Shape targetShape() {
        return null;
    }

    /**
     * Writes the {@code targetShape().size()} values that example {@code index} should give to {@code target[offset …]}.
     *
     * @throws IllegalStateException if the examples have labels
     */
    default void readTarget(int index, float[] target, int offset) {
        throw new IllegalStateException("dataset: examples have class labels, expected values; ask label(index)");
    }

    /** Whether examples count differently; default no. */
    default boolean weighted() {
        return false;
    }

    /** How much example {@code index} counts in the loss; default 1. */
    default float weight(int index) {
        return 1f;
    }

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
