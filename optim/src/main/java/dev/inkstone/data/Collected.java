package dev.inkstone.data;

import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Copies of examples in memory. */
final class Collected {
    private Collected() {}

    static Dataset copy(Dataset data) {
        Shape targetShape = data.targetShape();
        float[] values = new float[room(data.size(), data.inputShape())];
        float[] targets = new float[targetShape == null ? 0 : room(data.size(), targetShape)];
        int[] labels = new int[targetShape == null ? data.size() : 0];
        float[] weights = new float[data.weighted() ? data.size() : 0];
        boolean costly = View.costly(data);
        int length = data.inputShape().size();
        WorkerPool.run(costly ? data.size() : 0, i -> data.read(i, values, i * length));
        for (int i = 0; i < data.size(); i++) {
            if (!costly) {
                data.read(i, values, i * length);
            }
            if (targetShape == null) {
                labels[i] = data.label(i);
            } else {
                data.readTarget(i, targets, i * targetShape.size());
            }
            if (data.weighted()) {
                weights[i] = data.weight(i);
            }
        }
        Dataset copy =
                dataset(values, data.inputShape(), labels, targets, targetShape, data.weighted() ? weights : null);
        return mapped(copy, Mapped.maps(data));
    }

    /** A copy of examples that were mapped so often. */
    static Dataset mapped(Dataset copy, int maps) {
        return maps == 0 ? copy : new Copied(copy, maps);
    }

    private static int room(int examples, Shape shape) {
        long values = (long) examples * shape.size();
        if (values > FloatList.MOST) {
            throw new IllegalArgumentException("cache: " + examples + " examples of " + shape + ", expected at most "
                    + FloatList.MOST + " values in all; take fewer, or leave the cache out");
        }
        return (int) values;
    }

    static Dataset of(Iterator<Example> examples, Layout layout) {
        FloatList values = new FloatList();
        FloatList targets = new FloatList();
        FloatList weights = new FloatList();
        int[] labels = new int[16];
        int size = 0;
        boolean weighted = layout.weighted();
        for (; examples.hasNext(); size++) {
            Example example = examples.next();
            layout.check(example, size);
            values.addAll(example.values());
            weights.add(example.weight());
            weighted |= example.weight() != 1f;
            if (example.target() != null) {
                targets.addAll(example.target());
            } else {
                labels = size < labels.length ? labels : Arrays.copyOf(labels, 2 * size);
                labels[size] = example.label();
            }
        }
        return dataset(
                values.toArray(),
                layout.inputShape(),
                Arrays.copyOf(labels, size),
                targets.toArray(),
                layout.targetShape(),
                weighted ? weights.toArray() : null);
    }

    private static Dataset dataset(
            float[] values,
            Shape inputShape,
            int[] labels,
            float[] targets,
            @Nullable Shape targetShape,
            float @Nullable [] weights) {
        Dataset data = targetShape == null
                ? Datasets.of(values, inputShape, labels)
                : Datasets.of(values, inputShape, targets, targetShape);
        return weights == null ? data : data.weightedBy(weights);
    }
}
