package dev.inkstone.data;

import dev.inkstone.random.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * A data set cut into batches, epoch after epoch. Deterministic: epoch e of shuffled batches has the order given by stream
 * {@code shuffle/epoch-e} of the seed, whoever asks and whenever. The last batch of an epoch may be smaller than the others.
 * Immutable; the iterators are not. A loop of your own walks through {@link #epochs}, or through one {@link #epoch} at a time.
 */
public final class Batches {
    private final Dataset data;
    private final int batchSize;
    private final @Nullable Long seed;

    private Batches(Dataset data, int batchSize, @Nullable Long seed) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batches: batch size " + batchSize + ", expected 1 or more");
        }
        this.data = data;
        this.batchSize = batchSize;
        this.seed = seed;
    }

    /**
     * Batches in the order of the data.
     *
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public static Batches of(Dataset data, int batchSize) {
        return new Batches(data, batchSize, null);
    }

    /**
     * Batches in another order each epoch.
     *
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public static Batches shuffled(Dataset data, int batchSize, long seed) {
        return new Batches(data, batchSize, seed);
    }

    /** What is cut. */
    public Dataset data() {
        return data;
    }

    /** The number of examples. */
    public int size() {
        return data.size();
    }

    /** The number of examples in every batch but perhaps the last. */
    public int batchSize() {
        return batchSize;
    }

    /** What the orders depend on; null if the batches keep the order of the data. */
    public @Nullable Long seed() {
        return seed;
    }

    /** The number of batches in an epoch, the last one included. */
    public int stepsPerEpoch() {
        return (int) ((size() + (long) batchSize - 1) / batchSize);
    }

    /**
     * The batches of epochs 0 to {@code count - 1}, one after the other, with {@link Batch#position positions} that count through:
     * {@code for (Batch batch : batches.epochs(10))}. Each call of {@code iterator()} begins anew.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    public Iterable<Batch> epochs(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("batches: " + count + " epochs, expected 0 or more");
        }
        return () -> new EpochsIterator(this, count);
    }

    /**
     * The batches of an epoch; the first epoch is 0.
     *
     * @throws IllegalArgumentException if the epoch is negative
     */
    public BatchIterator epoch(int epoch) {
        return epoch(epoch, 0);
    }

    /**
     * The batches of an epoch from {@code firstBatch} on, for example to go on after an interruption.
     *
     * @throws IllegalArgumentException if epoch or batch do not exist
     */
    public BatchIterator epoch(int epoch, int firstBatch) {
        if (epoch < 0 || firstBatch < 0 || firstBatch > stepsPerEpoch()) {
            throw new IllegalArgumentException("batches: batch " + firstBatch + " of epoch " + epoch
                    + ", expected an epoch of 0 or more and a batch of 0 to " + stepsPerEpoch());
        }
        return new BatchIterator(this, epoch, firstBatch);
    }

    /** Which example stands where in an epoch; null if they keep their order. */
    int @Nullable [] order(int epoch) {
        return seed == null
                ? null
                : RandomStream.of(seed, "shuffle/epoch-" + epoch).permutation(size());
    }
}
