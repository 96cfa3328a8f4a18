package dev.inkstone.data;

import org.jspecify.annotations.Nullable;

/**
 * A data set or a stream cut into batches, epoch after epoch. Deterministic: epoch e of shuffled batches has the order given by stream
 * {@code shuffle/epoch-e} of the seed, whoever asks and whenever. The last batch of an epoch may be smaller than the others.
 * Immutable; the iterators are not. A loop of your own walks through {@link #epochs}, or through one {@link #epoch} at a time.
 */
public final class Batches {
    private final ExampleSource source;
    private final int batchSize;
    private final @Nullable Long seed;
    private final int ahead;

    private Batches(ExampleSource source, int batchSize, @Nullable Long seed, int ahead) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batches: batch size " + batchSize + ", expected 1 or more");
        }
        this.source = source;
        this.batchSize = batchSize;
        this.seed = seed;
        this.ahead = ahead;
    }

    /**
     * Batches in the order of the data.
     *
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public static Batches of(Dataset data, int batchSize) {
        return of(new IndexedSource(data, null), batchSize, null);
    }

    /**
     * Batches in another order each epoch.
     *
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public static Batches shuffled(Dataset data, int batchSize, long seed) {
        return of(new IndexedSource(data, seed), batchSize, seed);
    }

    static Batches of(ExampleSource source, int batchSize, @Nullable Long seed) {
        return new Batches(source, batchSize, seed, 0);
    }

    /**
     * The same batches, of which a thread reads up to {@code count} ahead while the last one is being learned from; 0 for none.
     * Worth it where reading takes long: images that are decoded, files, maps. Needs memory for as many batches more. That
     * thread maps alone; without prefetching all threads do, between two steps.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    public Batches prefetch(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("batches: prefetch " + count + ", expected 0 or more");
        }
        return new Batches(source, batchSize, seed, count);
    }

    /**
     * The same examples in their order, in batches of another size, as an evaluation wants them.
     *
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public Batches inOrder(int batchSize) {
        return new Batches(source.inOrder(), batchSize, null, ahead);
    }

    /**
     * What is cut.
     *
     * @throws IllegalStateException if it is a stream
     */
    public Dataset data() {
        if (source instanceof IndexedSource indexed) {
            return indexed.data();
        }
        throw new IllegalStateException(
                "batches: of a stream, expected those of a data set; cache() the stream to read it by index");
    }

    /** The number of examples. */
    public int size() {
        return source.size();
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

    /** How many batches are read ahead. */
    int ahead() {
        return ahead;
    }

    /** How many examples batch {@code index} of an epoch has. */
    int sizeOf(int index) {
        return Math.min(batchSize, size() - index * batchSize);
    }

    /** Room for a batch. */
    BatchBuffer buffer() {
        return new BatchBuffer(source.layout(), Math.min(batchSize, size()));
    }

    /** Walks through an epoch from a batch on. */
    Rows rows(int epoch, int firstBatch) {
        return source.open(epoch, (int) Math.min(size(), (long) firstBatch * batchSize));
    }
}
