package dev.inkstone.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Dense int32 values in row-major order: labels, indices, argmax. Never differentiated. */
public final class IntTensor {
    private final int[] array;
    private final int offset;
    private final Shape shape;
    private final @Nullable TensorScope scope;

    private IntTensor(int[] array, int offset, Shape shape, @Nullable TensorScope scope) {
        if (offset < 0 || offset > array.length - shape.size()) {
            throw new ShapeException("int tensor: array of " + array.length + " elements, expected at least "
                    + shape.size() + " from offset " + offset + " for shape " + shape);
        }
        this.array = array;
        this.offset = offset;
        this.shape = shape;
        this.scope = scope;
    }

    /** A vector of a copy of {@code values}. */
    public static IntTensor of(int... values) {
        return new IntTensor(values.clone(), 0, Shape.of(values.length), null);
    }

    /**
     * A tensor of a copy of {@code values}.
     *
     * @throws ShapeException if their number is not {@code shape.size()}
     */
    public static IntTensor of(Shape shape, int... values) {
        if (values.length != shape.size()) {
            throw new ShapeException(
                    "int tensor: " + values.length + " values, expected " + shape.size() + " for shape " + shape);
        }
        return new IntTensor(values.clone(), 0, shape, null);
    }

    /**
     * A tensor over {@code array[offset …]} itself, without a copy.
     *
     * @throws ShapeException if the array is too short
     */
    public static IntTensor wrap(int[] array, int offset, Shape shape) {
        return new IntTensor(array, offset, shape, null);
    }

    /** As {@link #wrap}, readable until {@code scope} is closed. */
    public static IntTensor leased(int[] array, int offset, Shape shape, TensorScope scope) {
        return new IntTensor(array, offset, shape, scope);
    }

    /** The dimensions. */
    public Shape shape() {
        return shape;
    }

    /** The number of elements. */
    public int size() {
        return shape.size();
    }

    /**
     * The array that holds the values from {@link #offset()} on; not a copy.
     *
     * @throws IllegalStateException if the scope that owns the memory is closed
     */
    public int[] array() {
        if (scope != null && scope.isClosed()) {
            throw new IllegalStateException("int tensor " + shape
                    + ": used after its tape (or batch) was closed, expected an open one; call copy() before that");
        }
        return array;
    }

    /** Where the values start in {@link #array()}. */
    public int offset() {
        return offset;
    }

    /** One value. */
    public int get(int... index) {
        return array()[offset + Tensor.flatIndex(shape, index)];
    }

    /** A view of entries {@code from} (inclusive) to {@code to} (exclusive) of the first axis. */
    public IntTensor rows(int from, int to) {
        int rows = shape.dim(0);
        if (from < 0 || from > to || to > rows) {
            throw new ShapeException(
                    "int tensor " + shape + ": rows " + from + " to " + to + ", expected a range within 0 to " + rows);
        }
        Shape row = shape.dropFirst();
        return new IntTensor(array(), offset + from * row.size(), row.prepend(to - from), scope);
    }

    /** A tensor of its own with the same values. */
    public IntTensor copy() {
        return new IntTensor(toArray(), 0, shape, null);
    }

    /** A copy of the values. */
    public int[] toArray() {
        return Arrays.copyOfRange(array(), offset, offset + size());
    }

    @Override
    public String toString() {
        return "IntTensor" + shape;
    }
}
