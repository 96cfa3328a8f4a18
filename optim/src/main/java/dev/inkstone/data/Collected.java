package dev.inkstone.data;

import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Copies of examples in memory. */
final class Collected {
    private Collected() {}

    static Dataset copy(Dataset data) {
        Shape targetShape = data.targetShape();
        float[] targets = new float[targetShape == null ? 0 : room("cache", data.size(), targetShape)];
        float[] values = values(data, "cache");
        int[] labels = new int[targetShape == null ? data.size() : 0];
        float[] weights = new float[data.weighted() ? data.size() : 0];
        for (int i = 0; i < data.size(); i++) {
            try {
                answer(data, i, labels, targets, weights);
            } catch (RuntimeException e) {
                throw Unreadable.example("dataset", i, e);
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

    private static void answer(Dataset data, int example, int[] labels, float[] targets, float[] weights) {
        Shape targetShape = data.targetShape();
        if (targetShape == null) {
            labels[example] = data.label(example);
        } else {
            data.readTarget(example, targets, example * targetShape.size());
        }
        if (data.weighted()) {
            weights[example] = data.weight(example);
        }
    }

    /** The values of all examples {@code [size, …]}. */
    static Tensor inputs(Dataset data) {
        return Tensor.wrap(values(data, "inputs"), 0, data.inputShape().prepend(data.size()));
    }

    private static float[] values(Dataset data, String what) {
        float[] values = new float[room(what, data.size(), data.inputShape())];
        read(data, 0, data.size(), values);
        return values;
    }

    /** The values of {@code count} examples from {@code first} on, to the front of {@code values}. */
    static void read(Dataset data, int first, int count, float[] values) {
        if (View.costly(data)) {
            WorkerPool.run(count, i -> read(data, first + i, values, i));
        } else {
            for (int i = 0; i < count; i++) {
                read(data, first + i, values, i);
            }
        }
    }

    private static void read(Dataset data, int example, float[] values, int row) {
        try {
            data.read(example, values, row * data.inputShape().size());
        } catch (RuntimeException e) {
            throw Unreadable.example("dataset", example, e);
        }
    }

    private static int room(String what, int examples, Shape shape) {
        long values = (long) examples * shape.size();
        if (values > FloatList.MOST) {
            throw new IllegalArgumentException(what + ": " + examples + " examples of " + shape + ", expected at most "
                    + FloatList.MOST + " values in all; take fewer"
                    + (what.equals("cache") ? ", or leave the cache out" : ", for example range(0, 1000)"));
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
                labels = size < labels.length
                        ? labels
                        : Arrays.copyOf(labels, (int) Math.min(FloatList.MOST, 2L * size));
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
