package dev.inkstone.data;

import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.tensor.TensorScope;

/**
 * Some examples with their labels. The arrays are used again for the next batch: a batch can be read until its iterator moves
 * on; {@code inputs().copy()} keeps the values.
 */
public final class Batch {
    private final Tensor inputs;
    private final IntTensor labels;
    private final Position position;
    private final Lease lease;

    Batch(float[] inputs, int[] labels, Shape inputShape, int size, Position position) {
        this.lease = new Lease();
        this.inputs = Tensor.leased(inputs, 0, inputShape.prepend(size), lease);
        this.labels = IntTensor.leased(labels, 0, Shape.of(size), lease);
        this.position = position;
    }

    /** The examples {@code [size, ...]}. */
    public Tensor inputs() {
        return inputs;
    }

    /** The class indices {@code [size]}. */
    public IntTensor labels() {
        return labels;
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
