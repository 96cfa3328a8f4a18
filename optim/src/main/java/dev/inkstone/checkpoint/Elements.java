package dev.inkstone.checkpoint;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.nio.ByteBuffer;

/**
 * The elements of an entry: part of a {@code float[]}, {@code double[]}, {@code int[]} or {@code long[]}; of a {@code short[]} with
 * the bits of 16-bit floats; of a {@code byte[]} with bytes or with 0 and 1 for false and true.
 *
 * @param array holds the elements from {@code offset} on
 */
record Elements(Dtype type, Shape shape, Object array, int offset) {
    /** Room for the elements of an entry whose length has been checked. */
    static Elements allocate(Entry entry) {
        int n = entry.shape().size();
        Object array = switch (entry.type()) {
            case BOOL, U8 -> new byte[n];
            case F16, BF16 -> new short[n];
            case F32 -> new float[n];
            case F64 -> new double[n];
            case I32 -> new int[n];
            case I64 -> new long[n];
        };
        return new Elements(entry.type(), entry.shape(), array, 0);
    }

    /** A tensor as it will be written. */
    static Elements of(Tensor tensor, Precision precision) {
        if (precision == Precision.F32) {
            return new Elements(Dtype.F32, tensor.shape(), tensor.array(), tensor.offset());
        }
        short[] halves = new short[tensor.size()];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = precision.narrowed(tensor.array()[tensor.offset() + i]);
        }
        return new Elements(precision.type(), tensor.shape(), halves, 0);
    }

    /** The length in bytes. */
    long bytes() {
        return (long) shape.size() * type.bytes();
    }

    /** Takes elements {@code from} to {@code from + count} out of a little-endian buffer. */
    void read(ByteBuffer buffer, int from, int count) {
        int at = offset + from;
        switch (type) {
            case BOOL, U8 -> buffer.duplicate().get((byte[]) array, at, count);
            case F16, BF16 -> buffer.asShortBuffer().get((short[]) array, at, count);
            case F32 -> buffer.asFloatBuffer().get((float[]) array, at, count);
            case F64 -> buffer.asDoubleBuffer().get((double[]) array, at, count);
            case I32 -> buffer.asIntBuffer().get((int[]) array, at, count);
            case I64 -> buffer.asLongBuffer().get((long[]) array, at, count);
        }
    }

    /** Puts elements {@code from} to {@code from + count} into a little-endian buffer. */
    void write(ByteBuffer buffer, int from, int count) {
        int at = offset + from;
        switch (type) {
            case BOOL, U8 -> buffer.duplicate().put((byte[]) array, at, count);
            case F16, BF16 -> buffer.asShortBuffer().put((short[]) array, at, count);
            case F32 -> buffer.asFloatBuffer().put((float[]) array, at, count);
            case F64 -> buffer.asDoubleBuffer().put((double[]) array, at, count);
            case I32 -> buffer.asIntBuffer().put((int[]) array, at, count);
            case I64 -> buffer.asLongBuffer().put((long[]) array, at, count);
        }
    }

    /** The element at {@code i} as the nearest float32. */
    float asFloat(int i) {
        int at = offset + i;
        return switch (type) {
            case BOOL, U8 -> ((byte[]) array)[at] & 0xff;
            case F16 -> HalfFloats.fromF16(((short[]) array)[at]);
            case BF16 -> HalfFloats.fromBf16(((short[]) array)[at]);
            case F32 -> ((float[]) array)[at];
            case F64 -> (float) ((double[]) array)[at];
            case I32 -> ((int[]) array)[at];
            case I64 -> ((long[]) array)[at];
        };
    }

    /** Whether {@link #asFloat} loses nothing; a NaN is a NaN. */
    boolean isFloat(int i) {
        int at = offset + i;
        return switch (type) {
            case BOOL, U8, F16, BF16, F32 -> true;
            case F64 -> Double.isNaN(((double[]) array)[at]) || ((double[]) array)[at] == asFloat(i);
            case I32 -> ((int[]) array)[at] == (double) asFloat(i);
            case I64 -> asFloat(i) < 0x1p63f && ((long[]) array)[at] == (long) asFloat(i);
        };
    }

    /** The element at {@code i} for a message. */
    String text(int i) {
        return switch (type) {
            case F64 -> Double.toString(((double[]) array)[offset + i]);
            case I32 -> Integer.toString(((int[]) array)[offset + i]);
            case I64 -> Long.toString(((long[]) array)[offset + i]);
            default -> Float.toString(asFloat(i));
        };
    }
}
