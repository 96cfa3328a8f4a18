package dev.inkstone.random;

/**
 * Where a piece of a training step stands: all that the randomness of the step depends on, whoever computes it.
 *
 * @param seed the seed of the run
 * @param step the number of optimizer steps made before this one
 * @param firstExample the index of this piece's first example in the global batch
 * @param globalBatch the number of examples in the global batch, by which losses are divided; 0 stands for "as many as this
 *     piece has"
 */
public record Position(long seed, long step, int firstExample, int globalBatch) {
    /** Step 0 with seed 0, the whole batch. */
    public static final Position START = new Position(0, 0, 0, 0);

    /** @throws IllegalArgumentException if a count is negative */
    public Position {
        if (step < 0 || firstExample < 0 || globalBatch < 0) {
            throw new IllegalArgumentException("position: step " + step + ", first example " + firstExample
                    + ", global batch " + globalBatch + ", expected none to be negative");
        }
    }

    /** The same place in step {@code step} with {@code seed}. */
    public Position at(long seed, long step) {
        return new Position(seed, step, firstExample, globalBatch);
    }

    /** The piece that starts {@code examples} further on in a batch of {@code globalBatch}. */
    public Position shard(int examples, int globalBatch) {
        return new Position(seed, step, firstExample + examples, globalBatch);
    }
}
