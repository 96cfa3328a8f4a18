package dev.inkstone.ops;

import dev.inkstone.tensor.Shape;

/** How far apart in memory neighbours along each axis are. */
final class Strides {
    private Strides() {}

    /** Those of a dense tensor. */
    static int[] of(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.dim(i);
        }
        return strides;
    }

    /** The offset of the element at {@code index}. */
    static int offset(int[] strides, int[] index) {
        int offset = 0;
        for (int i = 0; i < strides.length; i++) {
            offset += strides[i] * index[i];
        }
        return offset;
    }
}
