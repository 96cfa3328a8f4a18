package dev.inkstone.data;

import dev.inkstone.losses.Targets;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

/** Room for a batch of examples, from the library's pool. */
final class BatchBuffer implements AutoCloseable {
    private static final float[] NONE = {};

    private final Shape inputShape;
    private final @Nullable Shape targetShape;
    private final boolean weighted;
    private final float[] inputs;
    private final int[] labels;
    private final float[] values;
    private final float[] weights;

    /**
     * Room for {@code rows} examples.
     *
     * @throws ArithmeticException if they have more than 2³¹ values
     */
    BatchBuffer(Layout layout, int rows) {
        this.inputShape = layout.inputShape();
        this.targetShape = layout.targetShape();
        this.weighted = layout.weighted();
        BufferPool pool = BufferPool.shared();
        this.inputs = pool.takeFloats(Math.multiplyExact(rows, inputShape.size()));
        this.labels = targetShape == null ? pool.takeInts(rows) : new int[0];
        this.values = targetShape == null ? NONE : pool.takeFloats(Math.multiplyExact(rows, targetShape.size()));
        this.weights = weighted ? pool.takeFloats(rows) : NONE;
    }

    /** Reads an example into a row; rows may be read by several threads. */
    void read(Dataset data, int example, int row) {
        data.read(example, inputs, row * inputShape.size());
        if (targetShape == null) {
            labels[row] = data.label(example);
        } else {
            data.readTarget(example, values, row * targetShape.size());
        }
        if (weighted) {
            weights[row] = data.weight(example);
        }
    }

    /** Writes an example into a row, with other inputs than its own; rows may be written by several threads. */
    void put(Example example, float[] input, int row) {
        System.arraycopy(input, 0, inputs, row * inputShape.size(), inputShape.size());
        float[] target = example.target();
        if (target == null) {
            labels[row] = example.label();
        } else {
            System.arraycopy(target, 0, values, row * target.length, target.length);
        }
        if (weighted) {
            weights[row] = example.weight();
        }
    }

    Tensor inputs(int rows, TensorScope scope) {
        return Tensor.leased(inputs, 0, inputShape.prepend(rows), scope);
    }

    Targets targets(int rows, TensorScope scope) {
        Targets targets = targetShape == null
                ? Targets.of(IntTensor.leased(labels, 0, Shape.of(rows), scope))
                : Targets.of(Tensor.leased(values, 0, targetShape.prepend(rows), scope));
        return weighted ? targets.weightedBy(Tensor.leased(weights, 0, Shape.of(rows), scope)) : targets;
    }

    @Override
    public void close() {
        BufferPool pool = BufferPool.shared();
        pool.give(inputs);
        if (targetShape == null) {
            pool.give(labels);
        } else {
            pool.give(values);
        }
        if (weighted) {
            pool.give(weights);
        }
    }
}
