package dev.inkstone.tensor;

import java.util.Arrays;

/**
 * The dimensions of a tensor, outermost first; immutable. {@code Shape.of()} is the shape of a scalar. A dimension may be
 * zero. Prints as {@code [100, 28, 28, 1]}.
 */
public final class Shape {
    private static final Shape SCALAR = new Shape(new int[0]);

    private final int[] dims;
    private final int size;

    private Shape(int[] dims) {
        this.dims = dims;
        this.size = checkedSize(dims);
    }

    /**
     * A shape with these dimensions.
     *
     * @throws ShapeException if a dimension is negative, or the number of elements exceeds {@code Integer.MAX_VALUE}
     */
    public static Shape of(int... dims) {
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /** The number of dimensions. */
    public int rank() {
        return dims.length;
    }

    /** The number of elements: the product of the dimensions, 1 for a scalar. */
    public int size() {
        return size;
    }

    /**
     * The size of {@code axis}; a negative axis counts from the end.
     *
     * @throws ShapeException if there is no such axis
     */
    public int dim(int axis) {
        int index = axis < 0 ? axis + dims.length : axis;
        if (index < 0 || index >= dims.length) {
            throw new ShapeException(
                    "shape " + this + ": axis " + axis + ", expected " + -dims.length + " to " + (dims.length - 1));
        }
        return dims[index];
    }

    /** A copy of the dimensions. */
    public int[] dims() {
        return dims.clone();
    }

    /** This shape with {@code dim} put in front: {@code [28, 28, 1]} with 100 gives {@code [100, 28, 28, 1]}. */
    public Shape prepend(int dim) {
        int[] longer = new int[dims.length + 1];
        longer[0] = dim;
        System.arraycopy(dims, 0, longer, 1, dims.length);
        return new Shape(longer);
    }

    /**
     * This shape without its first dimension: {@code [100, 28, 28, 1]} gives {@code [28, 28, 1]}.
     *
     * @throws ShapeException for a scalar
     */
    public Shape dropFirst() {
        if (dims.length == 0) {
            throw new ShapeException("shape []: has no first dimension to drop");
        }
        return of(Arrays.copyOfRange(dims, 1, dims.length));
    }

    /**
     * This many elements in other dimensions; one of them may be -1 and is then computed.
     *
     * @throws ShapeException if the number of elements would change, or more than one dimension is -1
     */
    public Shape reshape(int... target) {
        int[] resolved = target.clone();
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < resolved.length; i++) {
            if (resolved[i] != -1) {
                known *= resolved[i];
            } else if (unknown >= 0) {
                throw new ShapeException(
                        "reshape: " + Arrays.toString(target) + " has more than one -1, expected at most one");
            } else {
                unknown = i;
            }
        }
        if (unknown >= 0 && known > 0 && size % known == 0) {
            resolved[unknown] = (int) (size / known);
            known = size;
        }
        if (known != size || (unknown >= 0 && resolved[unknown] == -1)) {
            throw new ShapeException("reshape: " + this + " has " + size + " elements, " + Arrays.toString(target)
                    + " cannot hold them; the products of the dimensions must be equal");
        }
        return of(resolved);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(dims, that.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return Arrays.toString(dims);
    }

    private static int checkedSize(int[] dims) {
        long size = 1;
        for (int dim : dims) {
            if (dim < 0) {
                throw new ShapeException(
                        "shape " + Arrays.toString(dims) + ": dimension " + dim + ", expected 0 or more");
            }
            size = size == 0 ? 0 : Math.multiplyExact(size, dim);
            if (size > Integer.MAX_VALUE) {
                throw new ShapeException("shape " + Arrays.toString(dims) + ": more than " + Integer.MAX_VALUE
                        + " elements; use smaller batches");
            }
        }
        return (int) size;
    }
}
