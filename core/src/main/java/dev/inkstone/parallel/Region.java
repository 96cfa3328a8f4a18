package dev.inkstone.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One call of {@link WorkerPool#run}: pieces are claimed one by one until none is left. */
final class Region {
    private final Task task;
    private final int tasks;
    private final Thread caller = Thread.currentThread();
    private final Waiter waiter;
    /** Pieces claimed from the front by the caller (low half), and from the back by others (high half). */
    private final AtomicLong claimed = new AtomicLong();

    private final AtomicInteger unfinished;
    private final BooleanSupplier done;

    /** What the failed piece of lowest index threw, and where; kept without allocating, for it may be for want of memory. */
    private volatile int failed = Integer.MAX_VALUE;

    private @Nullable Throwable thrown;
    private @Nullable Thread thread;

    Region(int tasks, Task task, boolean spins) {
        this.waiter = new Waiter(caller, spins);
        this.tasks = tasks;
        this.task = task;
        this.unfinished = new AtomicInteger(tasks);
        this.done = () -> unfinished.get() == 0;
    }

    /**
     * Runs pieces until all are claimed. Those after a failed one are claimed but not run; those before it are run, so that the
     * failure that wins is always the same.
     */
    void work() {
        for (int i = claim(); i >= 0; i = claim()) {
            try {
                if (i < failed) {
                    task.run(i);
                }
            } catch (Throwable t) {
                fail(i, t);
            } finally {
                if (unfinished.decrementAndGet() == 0 && Thread.currentThread() != caller) {
                    waiter.wake();
                }
            }
        }
    }

    private synchronized void fail(int index, Throwable what) {
        if (index < failed) {
            thrown = what;
            thread = Thread.currentThread();
            failed = index;
        }
    }

    /** From both ends: so a thread works on the same part of the memory in one region after the other. */
    private int claim() {
        boolean first = Thread.currentThread() == caller;
        long before = claimed.getAndAdd(first ? 1L : 1L << 32);
        int front = (int) before;
        int back = (int) (before >>> 32);
        return front + back >= tasks ? -1 : first ? front : tasks - 1 - back;
    }

    /** Waits for the pieces that others have claimed. */
    void join() {
        waiter.await(done);
    }

    /** Throws what the failed piece of lowest index threw, if one failed; after {@link #join}, so all that they did is seen. */
    void rethrow() {
        if (thrown == null) {
            return;
        }
        if (thread != null && thread != caller) {
            thrown.addSuppressed(new IllegalStateException(
                    "task " + failed + " of " + tasks + " failed on " + thread.getName() + "; called from here"));
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException("parallel task failed", thrown);
    }
}
