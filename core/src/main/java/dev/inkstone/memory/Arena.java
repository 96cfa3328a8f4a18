package dev.inkstone.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays leased together from a {@link BufferPool} and given back together.
 *
 * <p>Forgetting {@link #close()} costs speed, never correctness: the garbage collector takes what the pool does not get
 * back. Not thread-safe: an arena belongs to the thread of its tape.
 */
public final class Arena implements AutoCloseable {
    private final BufferPool pool;
    private final List<float[]> floats = new ArrayList<>();
    private final List<int[]> ints = new ArrayList<>();
    private volatile boolean closed;

    /** An arena over the shared pool. */
    public Arena() {
        this(BufferPool.shared());
    }

    /** An arena over {@code pool}. */
    public Arena(BufferPool pool) {
        this.pool = pool;
    }

    /** A {@code float[length]} with arbitrary contents, leased until {@link #close()}. */
    public float[] floats(int length) {
        requireOpen();
        float[] array = pool.takeFloats(length);
        floats.add(array);
        return array;
    }

    /** An {@code int[length]} with arbitrary contents, leased until {@link #close()}. */
    public int[] ints(int length) {
        requireOpen();
        int[] array = pool.takeInts(length);
        ints.add(array);
        return array;
    }

    /** Whether the arrays have been given back. */
    public boolean isClosed() {
        return closed;
    }

    /** Gives every array back; a second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        floats.forEach(pool::give);
        ints.forEach(pool::give);
        floats.clear();
        ints.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("arena: is closed, expected open; take arrays before the tape is closed");
        }
    }
}
