package dev.inkstone.data;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Iterator;

/** Data sets in memory. Arrays are not copied. */
public final class Datasets {
    private Datasets() {}

    /**
     * Examples stored as unsigned bytes: value = byte · scale.
     *
     * @param bytes the examples one after the other
     * @param inputShape the shape of one example
     * @param scale {@code 1 / 255f} for values in [0, 1]
     * @param labels one class index for each example
     * @throws IllegalArgumentException if the counts do not fit
     */
    public static Dataset ofBytes(byte[] bytes, Shape inputShape, float scale, int... labels) {
        check(bytes.length, inputShape, labels);
        return new OfBytes(bytes, inputShape, scale, labels);
    }

    /** As {@link #ofBytes(byte[], Shape, float, int...)} with labels as unsigned bytes. */
    public static Dataset ofBytes(byte[] bytes, Shape inputShape, float scale, byte[] labels) {
        int[] classes = new int[labels.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels[i] & 0xff;
        }
        return ofBytes(bytes, inputShape, scale, classes);
    }

    /**
     * Examples stored as floats.
     *
     * @param values the examples one after the other
     * @param inputShape the shape of one example
     * @param labels one class index for each example
     * @throws IllegalArgumentException if the counts do not fit
     */
    public static Dataset of(float[] values, Shape inputShape, int... labels) {
        check(values.length, inputShape, labels);
        return new OfFloats(values, inputShape, labels);
    }

    /**
     * Examples stored as floats, each with the values that it should give.
     *
     * @param values the examples one after the other
     * @param inputShape the shape of one example
     * @param targets what they should give, one after the other
     * @param targetShape the shape of what one example should give: {@code [1]} for a number
     * @throws IllegalArgumentException if the counts do not fit
     */
    public static Dataset of(float[] values, Shape inputShape, float[] targets, Shape targetShape) {
        boolean empty = inputShape.size() == 0 || targetShape.size() == 0;
        boolean whole = !empty && values.length % inputShape.size() == 0;
        if (!whole || (long) values.length * targetShape.size() != (long) targets.length * inputShape.size()) {
            throw new IllegalArgumentException("dataset: " + values.length + " values and " + targets.length
                    + " targets, expected as many examples of " + inputShape + " as targets of " + targetShape);
        }
        return new WithTargets(values, inputShape, targets, targetShape);
    }

    /**
     * Examples stored as floats of which nobody knows what they should give: for {@code model.predict(data.inputs())}. Asked for
     * a label they throw {@code IllegalStateException}, so nobody trains on them.
     *
     * @param values the examples one after the other
     * @param inputShape the shape of one example
     * @throws IllegalArgumentException if the count does not fit
     */
    public static Dataset unlabelled(float[] values, Shape inputShape) {
        int size = inputShape.size();
        if (size == 0 || values.length % size != 0) {
            throw new IllegalArgumentException(
                    "dataset: " + values.length + " values, expected whole examples of " + inputShape);
        }
        return new Unlabelled(values, inputShape);
    }

    /**
     * The rows of a table, copied, each with a class label.
     *
     * @param rows {@code [examples][features]}
     * @param labels one class index for each row
     * @throws IllegalArgumentException if there is no row, they are not equally long, or there is not one label for each
     */
    public static Dataset of(float[][] rows, int... labels) {
        return of(Table.of(rows), IntTensor.wrap(labels, 0, Shape.of(labels.length)));
    }

    /** As {@link #of(float[][], int...)} with a number that each row should give. */
    public static Dataset of(float[][] rows, float[] targets) {
        return of(Table.of(rows), Tensor.wrap(targets, 0, Shape.of(targets.length)));
    }

    /** The rows of a table, copied, of which nobody knows what they should give; see {@link #unlabelled(float[], Shape)}. */
    public static Dataset unlabelled(float[][] rows) {
        Tensor table = Table.of(rows);
        return unlabelled(table.array(), table.shape().dropFirst());
    }

    /**
     * Examples that stand in a tensor, each with a class label.
     *
     * @param inputs {@code [examples, …]}
     * @param labels {@code [examples]}
     * @throws IllegalArgumentException if there is not one label for each example
     */
    public static Dataset of(Tensor inputs, IntTensor labels) {
        Table.checkCounts(
                inputs.shape(), "labels", labels.shape(), labels.shape().rank() == 1);
        return of(Table.values(inputs), inputs.shape().dropFirst(), labels.toArray());
    }

    /**
     * Examples that stand in a tensor, each with what it should give.
     *
     * @param inputs {@code [examples, …]}
     * @param targets {@code [examples, …]}; {@code [examples]} for a number each, which is the same as {@code [examples, 1]}
     * @throws IllegalArgumentException if there is not a target for each example
     */
    public static Dataset of(Tensor inputs, Tensor targets) {
        Table.checkCounts(
                inputs.shape(), "targets", targets.shape(), targets.shape().rank() > 0);
        Shape target =
                targets.shape().rank() == 1 ? Shape.of(1) : targets.shape().dropFirst();
        return of(Table.values(inputs), inputs.shape().dropFirst(), Table.values(targets), target);
    }

    /**
     * All that an iterator gives, in memory: examples with class labels. They count as their weights say.
     *
     * @throws IllegalStateException if an example has another number of values, or no label, or there are 2³¹ values or more
     */
    public static Dataset collect(Iterator<Example> examples, Shape inputShape) {
        return Collected.of(examples, new Layout(inputShape, null, false));
    }

    /** As {@link #collect(Iterator, Shape)}: examples with the values that they should give. */
    public static Dataset collect(Iterator<Example> examples, Shape inputShape, Shape targetShape) {
        return Collected.of(examples, new Layout(inputShape, targetShape, false));
    }

    private static void check(int values, Shape inputShape, int[] labels) {
        if (values != (long) inputShape.size() * labels.length) {
            throw new IllegalArgumentException("dataset: " + values + " values, expected "
                    + (long) inputShape.size() * labels.length + " for " + labels.length + " labels and examples of "
                    + inputShape);
        }
    }

    /** What a data set of values throws when it is asked for a label. */
    static IllegalStateException noLabels(Shape targetShape) {
        return new IllegalStateException(
                "dataset: examples have values " + targetShape + ", expected class labels; ask readTarget(…)");
    }

    /** {@code target[offset + i] = bytes[from + i] · scale}. */
    static void scaled(byte[] bytes, int from, int count, float scale, float[] target, int offset) {
        Kernels.forData().pointwise().bytesToFloats(count, bytes, from, scale, target, offset);
    }

    static int index(int index, int size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("dataset: example " + index + ", expected 0 to " + (size - 1));
        }
        return index;
    }

    private record WithTargets(float[] values, Shape inputShape, float[] targets, Shape targetShape)
            implements Dataset {
        @Override
        public int size() {
            return values.length / inputShape.size();
        }

        @Override
        public int label(int index) {
            throw noLabels(targetShape);
        }

        @Override
        public void read(int index, float[] target, int offset) {
            int n = inputShape.size();
            System.arraycopy(values, index(index, size()) * n, target, offset, n);
        }

        @Override
        public void readTarget(int index, float[] target, int offset) {
            int n = targetShape.size();
            System.arraycopy(targets, index(index, size()) * n, target, offset, n);
        }
    }

    private record Unlabelled(float[] values, Shape inputShape) implements Dataset {
        @Override
        public int size() {
            return values.length / inputShape.size();
        }

        @Override
        public int label(int index) {
            throw new IllegalStateException(
                    "dataset: examples have no labels or targets, expected some to learn from or to compare with;"
                            + " model.predict(data.inputs()) needs none");
        }

        @Override
        public void read(int index, float[] target, int offset) {
            int n = inputShape.size();
            System.arraycopy(values, index(index, size()) * n, target, offset, n);
        }
    }

    private record OfBytes(byte[] bytes, Shape inputShape, float scale, int[] labels) implements Dataset {
        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public int label(int index) {
            return labels[index(index, labels.length)];
        }

        @Override
        public void read(int index, float[] target, int offset) {
            int n = inputShape.size();
            int from = index(index, labels.length) * n;
            scaled(bytes, from, n, scale, target, offset);
        }
    }

    private record OfFloats(float[] values, Shape inputShape, int[] labels) implements Dataset {
        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public int label(int index) {
            return labels[index(index, labels.length)];
        }

        @Override
        public void read(int index, float[] target, int offset) {
            int n = inputShape.size();
            System.arraycopy(values, index(index, labels.length) * n, target, offset, n);
        }
    }
}
