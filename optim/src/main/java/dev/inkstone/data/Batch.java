package dev.inkstone.data;

import dev.inkstone.losses.Targets;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.tensor.TensorScope;

/**
 * Some examples with what a model should answer to them. The arrays are used again for the next batch: a batch can be read until
 * its iterator moves on; {@code inputs().copy()} keeps the values.
 */
public final class Batch {
    private final Tensor inputs;
    private final Targets targets;
    private final Position position;
    private final Lease lease;

    private Batch(Tensor inputs, Targets targets, Position position, Lease lease) {
        this.inputs = inputs;
        this.targets = targets;
        this.position = position;
        this.lease = lease;
    }

    /** The first {@code size} examples of the buffer. */
    static Batch of(BatchBuffer buffer, int size, Position position) {
        Lease lease = new Lease();
        return new Batch(buffer.inputs(size, lease), buffer.targets(size, lease), position, lease);
    }

    /** The examples {@code [size, ...]}. */
    public Tensor inputs() {
        return inputs;
    }

    /** What the answers should be, with the weights of the examples if they have some. */
    public Targets targets() {
        return targets;
    }

    /**
     * The class indices {@code [size]}.
     *
     * @throws IllegalStateException if the targets are values
     */
    public IntTensor labels() {
        return targets.classes();
    }

    /** The number of examples. */
    public int size() {
        return position.globalBatch();
    }

    /**
     * For {@code Tape.record}: the seed of the shuffling (0 if there is none), the number of batches before this one since
     * epoch 0, and the size of the batch. What dropout drops depends on it: {@code position().at(seed, step)} is the same for a
     * seed of your own, for example where batches are not shuffled, or where each epoch is asked for as epoch 0.
     */
    public Position position() {
        return position;
    }

    void close() {
        lease.closed = true;
    }

    @Override
    public String toString() {
        return "Batch" + inputs.shape();
    }

    private static final class Lease implements TensorScope {
        private volatile boolean closed;

        @Override
        public boolean isClosed() {
            return closed;
        }
    }
}
