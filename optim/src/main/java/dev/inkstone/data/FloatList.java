package dev.inkstone.data;

import java.util.Arrays;

/** An array that grows. */
final class FloatList {
    /** What every JVM can allocate. */
    static final int MOST = Integer.MAX_VALUE - 8;

    private float[] values = new float[1024];
    private int size;

    /** @throws IllegalStateException if there is no room for more */
    void add(float value) {
        if (size == values.length) {
            grow(1);
        }
        values[size++] = value;
    }

    /** @throws IllegalStateException if there is no room for so many more */
    void addAll(float[] more) {
        if (more.length > values.length - size) {
            grow(more.length);
        }
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    private void grow(int more) {
        long needed = (long) size + more;
        if (needed > MOST) {
            throw new IllegalStateException("dataset: more than " + MOST
                    + " values, expected fewer; take fewer examples, or train on a stream");
        }
        values = Arrays.copyOf(values, (int) Math.min(MOST, Math.max(needed, 2L * values.length)));
    }

    float[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
