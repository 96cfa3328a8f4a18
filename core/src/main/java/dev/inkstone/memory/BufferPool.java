package dev.inkstone.memory;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Free lists of {@code float[]} and {@code int[]} by exact length, shared by the whole library.
 *
 * <p>An array that is taken holds arbitrary values: whoever takes it writes every element before reading it. With {@code
 * -Dinkstone.poison=true} arrays are filled with NaN (or {@code Integer.MIN_VALUE}) when they are given back, so that a
 * kernel that leaves an element unwritten is found at once. What the pool keeps is capped; the lengths that were used
 * longest ago are dropped first.
 */
public final class BufferPool {
    private static final boolean POISON = Boolean.getBoolean("inkstone.poison");
    private static final BufferPool SHARED = new BufferPool(Runtime.getRuntime().maxMemory() / 3);

    private final FreeLists<float[]> floats = new FreeLists<>(float[].class);
    private final FreeLists<int[]> ints = new FreeLists<>(int[].class);
    private final long capacityBytes;
    private long keptBytes;
    private long allocations;

    /** A pool that keeps at most {@code capacityBytes} of unused arrays. */
    public BufferPool(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** The pool that every tape and kernel of this process uses. */
    public static BufferPool shared() {
        return SHARED;
    }

    /** A {@code float[length]} with arbitrary contents. */
    public synchronized float[] takeFloats(int length) {
        return take(floats, length);
    }

    /** An {@code int[length]} with arbitrary contents. */
    public synchronized int[] takeInts(int length) {
        return take(ints, length);
    }

    /** Takes back an array of {@link #takeFloats}; the caller must not use it any more. */
    public void give(float[] array) {
        if (POISON) {
            Arrays.fill(array, Float.NaN);
        }
        synchronized (this) {
            keep(floats, array, array.length);
        }
    }

    /** Takes back an array of {@link #takeInts}; the caller must not use it any more. */
    public void give(int[] array) {
        if (POISON) {
            Arrays.fill(array, Integer.MIN_VALUE);
        }
        synchronized (this) {
            keep(ints, array, array.length);
        }
    }

    /** How many arrays this pool has asked the heap for so far. */
    public synchronized long allocations() {
        return allocations;
    }

    /** Bytes of unused arrays that the pool holds now. */
    public synchronized long keptBytes() {
        return keptBytes;
    }

    private <A> A take(FreeLists<A> lists, int length) {
        A array = lists.poll(length);
        if (array != null) {
            keptBytes -= 4L * length;
            return array;
        }
        allocations++;
        return lists.allocate(length);
    }

    private <A> void keep(FreeLists<A> lists, A array, int length) {
        if (4L * length > capacityBytes) {
            return;
        }
        lists.add(array, length);
        keptBytes += 4L * length;
        while (keptBytes > capacityBytes) {
            int dropped = floats.dropOldest(length);
            keptBytes -= 4L * (dropped > 0 ? dropped : ints.dropOldest(length));
        }
    }

    /** Free arrays of one type, the length used longest ago first. */
    private static final class FreeLists<A> {
        private final Map<Integer, ArrayDeque<A>> byLength = new LinkedHashMap<>(64, 0.75f, true);
        private final Class<A> type;

        FreeLists(Class<A> type) {
            this.type = type;
        }

        @Nullable A poll(int length) {
            ArrayDeque<A> free = byLength.get(length);
            return free == null ? null : free.pollLast();
        }

        void add(A array, int length) {
            byLength.computeIfAbsent(length, n -> new ArrayDeque<>()).addLast(array);
        }

        /** Drops one array of the length used longest ago, and returns its length; 0 if there is none. */
        int dropOldest(int except) {
            var entries = byLength.entrySet().iterator();
            while (entries.hasNext()) {
                var entry = entries.next();
                if (entry.getValue().pollFirst() != null) {
                    return entry.getKey();
                }
                if (entry.getKey() != except) {
                    entries.remove();
                }
            }
            return 0;
        }

        A allocate(int length) {
            return type.cast(Array.newInstance(type.getComponentType(), length));
        }
    }
}
