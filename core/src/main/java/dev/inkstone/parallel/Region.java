package dev.inkstone.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    Region(int tasks, Task task, boolean spins) {
        this.waiter = new Waiter(caller, spins);
        this.tasks = tasks;
        this.task = task;
        this.unfinished = new AtomicInteger(tasks);
    }

    /** What piece {@code index} threw. */
    private record Failure(int index, Throwable thrown, Thread thread) {
        static Failure lower(@Nullable Failure a, Failure b) {
            return a == null || b.index < a.index ? b : a;
        }
    }

    /**
     * Runs pieces until all are claimed. Those after a failed one are claimed but not run; those before it are run, so that the
     * failure that wins is always the same.
     */
    void work() {
        for (int i = claim(); i >= 0; i = claim()) {
            try {
                Failure before = failure.get();
                if (before == null || i < before.index) {
                    task.run(i);
                }
            } catch (Throwable t) {
                failure.accumulateAndGet(new Failure(i, t, Thread.currentThread()), Failure::lower);
            } finally {
                if (unfinished.decrementAndGet() == 0 && Thread.currentThread() != caller) {
                    waiter.wake();
                }
            }
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

    /** Waits for the pieces that others have claimed, then throws what the failing piece of lowest index threw. */
    void join() {
        waiter.await(() -> unfinished.get() == 0);
        Failure failed = failure.get();
        if (failed != null) {
            rethrow(failed);
        }
    }

    private void rethrow(Failure failed) {
        Throwable thrown = failed.thrown;
        if (failed.thread != caller) {
            thrown.addSuppressed(new IllegalStateException("task " + failed.index + " of " + tasks + " failed on "
                    + failed.thread.getName() + "; called from here"));
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
