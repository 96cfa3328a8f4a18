package dev.inkstone.memory;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Free lists of {@code float[]} and {@code int[]} by exact length, shared by the whole library.
 *
 * <p>An array that is taken holds arbitrary values: whoever takes it writes every element before reading it. With {@code
 * -Dinkstone.poison=true} arrays are filled with NaN (or {@code Integer.MIN_VALUE}) when they are made and when they are given
 * back, so that a kernel that leaves an element unwritten is found at once.
 *
 * <p>What the pool keeps is capped; the lengths that were used longest ago are dropped first, floats and ints by one order.
 * It is held softly: the JVM takes it back before it would throw an OutOfMemoryError, whoever asks for the memory, and a free
 * list that has not been used for long before that. So the pool never makes a program fail that would fit the heap without it.
 */
public final class BufferPool {
    private static final boolean POISON = Boolean.getBoolean("inkstone.poison");
    private static final BufferPool SHARED = new BufferPool(Runtime.getRuntime().maxMemory() / 3);

    /** By length, or its complement for ints; the one used longest ago first. */
    private final Map<Integer, FreeList> lists = new LinkedHashMap<>(64, 0.75f, true);

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
    public float[] takeFloats(int length) {
        Object kept = poll(length, length);
        return kept != null ? (float[]) kept : poisoned(new float[length]);
    }

    /** An {@code int[length]} with arbitrary contents. */
    public int[] takeInts(int length) {
        Object kept = poll(~length, length);
        return kept != null ? (int[]) kept : poisoned(new int[length]);
    }

    /** Takes back an array of {@link #takeFloats}; the caller must not use it any more. */
    public void give(float[] array) {
        keep(array.length, poisoned(array), array.length);
    }

    /** Takes back an array of {@link #takeInts}; the caller must not use it any more. */
    public void give(int[] array) {
        keep(~array.length, poisoned(array), array.length);
    }

    /** How many arrays this pool has asked the heap for so far. */
    public synchronized long allocations() {
        return allocations;
    }

    /** Bytes of unused arrays that the pool holds now. */
    public synchronized long keptBytes() {
        forgetCleared();
        return keptBytes;
    }

    private synchronized @Nullable Object poll(int key, int length) {
        FreeList list = lists.get(key);
        ArrayDeque<Object> arrays = list == null ? null : list.arrays.get();
        Object array = arrays == null ? null : arrays.pollLast();
        if (list == null || array == null) {
            allocations++;
            return null;
        }
        list.bytes -= 4L * length;
        keptBytes -= 4L * length;
        return array;
    }

    private synchronized void keep(int key, Object array, int length) {
        long bytes = 4L * length;
        if (bytes > capacityBytes) {
            return;
        }
        FreeList list = lists.computeIfAbsent(key, k -> new FreeList());
        ArrayDeque<Object> arrays = list.arrays.get();
        if (arrays == null) {
            keptBytes -= list.bytes;
            arrays = list.renew();
        }
        arrays.addLast(array);
        list.bytes += bytes;
        keptBytes += bytes;
        if (keptBytes > capacityBytes) {
            forgetCleared();
            dropOldest();
        }
    }

    /** Takes lists that the garbage collector has cleared out of the count. */
    private void forgetCleared() {
        lists.values().removeIf(list -> {
            boolean cleared = list.arrays.refersTo(null); // get() would count as a use
            keptBytes -= cleared ? list.bytes : 0;
            return cleared;
        });
    }

    /** Drops arrays of the lengths used longest ago until the rest fits. */
    private void dropOldest() {
        var entries = lists.entrySet().iterator();
        while (keptBytes > capacityBytes && entries.hasNext()) {
            var entry = entries.next();
            FreeList list = entry.getValue();
            long each = 4L * Math.max(entry.getKey(), ~entry.getKey());
            ArrayDeque<Object> arrays = list.arrays.get();
            while (keptBytes > capacityBytes && arrays != null && arrays.pollFirst() != null) {
                list.bytes -= each;
                keptBytes -= each;
            }
            if (list.bytes == 0) {
                entries.remove();
            }
        }
    }

    private static float[] poisoned(float[] array) {
        if (POISON) {
            Arrays.fill(array, Float.NaN);
        }
        return array;
    }

    private static int[] poisoned(int[] array) {
        if (POISON) {
            Arrays.fill(array, Integer.MIN_VALUE);
        }
        return array;
    }

    /** Free arrays of one type and length; {@code bytes} as if none of them had been cleared. */
    private static final class FreeList {
        SoftReference<ArrayDeque<Object>> arrays = new SoftReference<>(new ArrayDeque<>());
        long bytes;

        ArrayDeque<Object> renew() {
            ArrayDeque<Object> fresh = new ArrayDeque<>();
            arrays = new SoftReference<>(fresh);
            bytes = 0;
            return fresh;
        }
    }
}
