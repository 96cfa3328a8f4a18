package dev.inkstone.training.doctor;

import dev.inkstone.data.Batch;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the first examples that a run trains on: 64, or as many as inference takes at a time where layers are large, whatever
 * the size of the batches.
 */
final class Sample {
    private static final int MOST = 64;
    private static final int LEAST = 2;

    private final Shape inputShape;
    private final int capacity;
    private float[] inputs = {};
    private int[] classes = {};
    private float[] values = {};
    private @Nullable Shape targetShape;
    private int size;

    Sample(Model model) {
        this.inputShape = model.inputShape();
        this.capacity = Math.max(LEAST, Math.min(MOST, model.inferenceBatch()));
    }

    boolean isFull() {
        return size == capacity;
    }

    int size() {
        return size;
    }

    /** Takes as many examples as there is room for. */
    void add(Batch batch) {
        int more = Math.min(batch.size(), capacity - size);
        if (more == 0) {
            return;
        }
        inputs = appended(inputs, batch.inputs(), more);
        Targets targets = batch.targets();
        if (targets.areClasses()) {
            int from = classes.length;
            classes = Arrays.copyOf(classes, from + more);
            System.arraycopy(targets.classes().array(), targets.classes().offset(), classes, from, more);
        } else {
            targetShape = targets.values().shape().dropFirst();
            values = appended(values, targets.values(), more);
        }
        size += more;
    }

    private static float[] appended(float[] array, Tensor rows, int more) {
        int length = rows.size() / rows.shape().dim(0) * more;
        float[] longer = Arrays.copyOf(array, array.length + length);
        System.arraycopy(rows.array(), rows.offset(), longer, array.length, length);
        return longer;
    }

    /** {@code [size, …]}. */
    Tensor inputs() {
        return Tensor.wrap(inputs, 0, inputShape.prepend(size));
    }

    /** Without weights. */
    Targets targets() {
        return targetShape == null
                ? Targets.of(IntTensor.wrap(classes, 0, Shape.of(size)))
                : Targets.of(Tensor.wrap(values, 0, targetShape.prepend(size)));
    }
}
