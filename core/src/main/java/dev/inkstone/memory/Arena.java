package dev.inkstone.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrays leased together from a {@link BufferPool} and given back together.
 *
 * <p>Forgetting {@link #close()} costs speed, never correctness: the garbage collector takes what the pool does not get
 * back. Not thread-safe: an arena belongs to the thread of its tape.
 */
public final class Arena implements AutoCloseable {
    private final BufferPool pool;
    /** {@code float[]} and {@code int[]} in the order they were taken. */
    private final List<Object> taken = new ArrayList<>();

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
        taken.add(array);
        return array;
    }

    /** An {@code int[length]} with arbitrary contents, leased until {@link #close()}. */
    public int[] ints(int length) {
        requireOpen();
        int[] array = pool.takeInts(length);
        taken.add(array);
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
        giveBack(0, null);
    }

    /** How many arrays are leased now, for {@link #releaseExcept}. */
    public int mark() {
        return taken.size();
    }

    /** Gives the arrays back that were taken after {@code mark}, all but {@code kept} if it is among them. */
    public void releaseExcept(int mark, float[] kept) {
        requireOpen();
        giveBack(mark, kept);
    }

    /** Each leaves the list before it is given: one that is given twice, for want of memory in between, would have two users. */
    private void giveBack(int mark, float @Nullable [] kept) {
        boolean found = false;
        while (taken.size() > mark) {
            Object array = taken.remove(taken.size() - 1);
            found |= array == kept;
            if (array != kept) {
                giveBack(array);
            }
        }
        if (found) {
            taken.add(kept);
        }
    }

    private void giveBack(Object array) {
        if (array instanceof float[] floats) {
            pool.give(floats);
        } else {
            pool.give((int[]) array);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("arena: is closed, expected open; take arrays before the tape is closed");
        }
    }
}
