package dev.inkstone.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Dense float32 values in row-major order: a {@code float[]}, an offset and a {@link Shape}. Images are {@code [batch,
 * height, width, channels]}.
 *
 * <p>A tensor made by a tape lives as long as the tape is open; {@link #copy()} keeps its values beyond that. Views share
 * their array and know their {@link #base()}; a tape takes none whose base needs a gradient, since the gradient would be lost.
 */
public final class Tensor {
    private final float[] array;
    private final int offset;
    private final Shape shape;
    private final @Nullable TensorScope scope;
    private final @Nullable Tensor base;

    private Tensor(float[] array, int offset, Shape shape, @Nullable TensorScope scope) {
        this(array, offset, shape, scope, null);
    }

    private Tensor(float[] array, int offset, Shape shape, @Nullable TensorScope scope, @Nullable Tensor base) {
        if (offset < 0 || offset > array.length - shape.size()) {
            throw new ShapeException("tensor: array of " + array.length + " elements, expected at least " + shape.size()
                    + " from offset " + offset + " for shape " + shape);
        }
        this.array = array;
        this.offset = offset;
        this.shape = shape;
        this.scope = scope;
        this.base = base;
    }

    /**
     * A tensor of a copy of {@code values}.
     *
     * @throws ShapeException if their number is not {@code shape.size()}
     */
    public static Tensor of(Shape shape, float... values) {
        if (values.length != shape.size()) {
            throw new ShapeException(
                    "tensor: " + values.length + " values, expected " + shape.size() + " for shape " + shape);
        }
        return new Tensor(values.clone(), 0, shape, null);
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(new float[shape.size()], 0, shape, null);
    }

    /** A tensor without dimensions. */
    public static Tensor scalar(float value) {
        return new Tensor(new float[] {value}, 0, Shape.of(), null);
    }

    /**
     * A tensor over {@code array[offset …]} itself, without a copy.
     *
     * @throws ShapeException if the array is too short
     */
    public static Tensor wrap(float[] array, int offset, Shape shape) {
        return new Tensor(array, offset, shape, null);
    }

    /** As {@link #wrap}, readable until {@code scope} is closed. */
    public static Tensor leased(float[] array, int offset, Shape shape, TensorScope scope) {
        return new Tensor(array, offset, shape, scope);
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
     * The array that holds the values from {@link #offset()} on; not a copy. For kernels and own ops.
     *
     * @throws IllegalStateException if the tape that made this tensor is closed
     */
    public float[] array() {
        if (scope != null && scope.isClosed()) {
            throw new IllegalStateException(
                    "tensor " + shape + ": used after its tape (or batch) was closed, expected an open one;"
                            + " call copy() before that to keep the values");
        }
        return array;
    }

    /** Where the values start in {@link #array()}. */
    public int offset() {
        return offset;
    }

    /** What owns the memory, or null if it is an ordinary array. */
    public @Nullable TensorScope scope() {
        return scope;
    }

    /**
     * One value.
     *
     * @throws ShapeException if the indices do not fit the shape
     */
    public float get(int... index) {
        return array()[offset + flatIndex(shape, index)];
    }

    /**
     * The value of a tensor with one element.
     *
     * @throws ShapeException if it has more or none
     */
    public float item() {
        if (size() != 1) {
            throw new ShapeException("tensor " + shape + ": item() of " + size() + " elements, expected 1; use get(…)");
        }
        return array()[offset];
    }

    /** The tensor that this one is a view of, or null if it is none. */
    public @Nullable Tensor base() {
        return base;
    }

    /**
     * A view with other dimensions, one of which may be -1. No gradient passes through a view: in a forward pass use {@code
     * Reshape.reshape(tape, x, …)}.
     */
    public Tensor reshape(int... dims) {
        return reshape(shape.reshape(dims));
    }

    /** A view with another shape of equal size, through which no gradient passes. */
    public Tensor reshape(Shape target) {
        return new Tensor(array(), offset, shape.reshape(target.dims()), scope, this);
    }

    /**
     * A view of entries {@code from} (inclusive) to {@code to} (exclusive) of the first axis, through which no gradient
     * passes.
     */
    public Tensor rows(int from, int to) {
        int rows = shape.dim(0);
        if (from < 0 || from > to || to > rows) {
            throw new ShapeException(
                    "tensor " + shape + ": rows " + from + " to " + to + ", expected a range within 0 to " + rows);
        }
        Shape row = shape.dropFirst();
        return new Tensor(array(), offset + from * row.size(), row.prepend(to - from), scope, this);
    }

    /**
     * The index of the largest value of each row of the last axis, as NumPy's {@code argmax(axis=-1)}: the class that each row of
     * logits chooses, where there are two or more of them. The first of several; NaN counts as the largest.
     *
     * @return one index for each row, in the order of the values
     * @throws ShapeException if there is no last axis, or nothing in it
     */
    public int[] argmax() {
        int columns = shape.rank() == 0 ? 0 : shape.dim(-1);
        if (columns == 0) {
            throw new ShapeException(
                    "tensor " + shape + ": argmax() of rows without values, expected [..., 1 or more]");
        }
        float[] values = array();
        int[] places = new int[size() / columns];
        for (int row = 0; row < places.length; row++) {
            places[row] = argmax(values, offset + row * columns, columns);
        }
        return places;
    }

    private static int argmax(float[] values, int from, int columns) {
        int best = 0;
        for (int i = 1; i < columns; i++) {
            float held = values[from + best];
            if (values[from + i] > held || Float.isNaN(values[from + i]) && !Float.isNaN(held)) {
                best = i;
            }
        }
        return best;
    }

    /** A tensor of its own with the same values; a constant for every tape. */
    public Tensor copy() {
        return new Tensor(toArray(), 0, shape, null);
    }

    /** A copy of the values. */
    public float[] toArray() {
        return Arrays.copyOfRange(array(), offset, offset + size());
    }

    /** The shape and the first values. */
    @Override
    public String toString() {
        if (scope != null && scope.isClosed()) {
            return "Tensor" + shape + " (closed)";
        }
        int shown = Math.min(size(), 8);
        String values = Arrays.toString(Arrays.copyOfRange(array, offset, offset + shown));
        return "Tensor" + shape + " " + (shown < size() ? values.replace("]", ", …]") : values);
    }

    static int flatIndex(Shape shape, int... index) {
        if (index.length != shape.rank()) {
            throw new ShapeException("tensor " + shape + ": " + index.length + " indices, expected " + shape.rank());
        }
        int flat = 0;
        for (int i = 0; i < index.length; i++) {
            if (index[i] < 0 || index[i] >= shape.dim(i)) {
                throw new ShapeException("tensor " + shape + ": index " + Arrays.toString(index) + " lies outside");
            }
            flat = flat * shape.dim(i) + index[i];
        }
        return flat;
    }
}
