package dev.inkstone.checkpoint;

import dev.inkstone.tensor.Shape;
import java.nio.ByteBuffer;

/**
 * The elements of an entry: part of a {@code float[]}, {@code int[]} or {@code long[]}.
 *
 * @param array holds the elements from {@code offset} on
 */
record Elements(Dtype type, Shape shape, Object array, int offset) {
    /** Room for the elements of an entry whose length has been checked. */
    static Elements allocate(Entry entry) {
        int n = entry.shape().size();
        Object array = switch (entry.type()) {
            case F32 -> new float[n];
            case I32 -> new int[n];
            case I64 -> new long[n];
        };
        return new Elements(entry.type(), entry.shape(), array, 0);
    }

    /** The length in bytes. */
    long bytes() {
        return (long) shape.size() * type.bytes();
    }

    /** Takes elements {@code from} to {@code from + count} out of a little-endian buffer. */
    void read(ByteBuffer buffer, int from, int count) {
        switch (type) {
            case F32 -> buffer.asFloatBuffer().get((float[]) array, offset + from, count);
            case I32 -> buffer.asIntBuffer().get((int[]) array, offset + from, count);
            case I64 -> buffer.asLongBuffer().get((long[]) array, offset + from, count);
        }
    }

    /** Puts elements {@code from} to {@code from + count} into a little-endian buffer. */
    void write(ByteBuffer buffer, int from, int count) {
        switch (type) {
            case F32 -> buffer.asFloatBuffer().put((float[]) array, offset + from, count);
            case I32 -> buffer.asIntBuffer().put((int[]) array, offset + from, count);
            case I64 -> buffer.asLongBuffer().put((long[]) array, offset + from, count);
        }
    }
}
