package dev.inkstone.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One call of {@link WorkerPool#run}: pieces are claimed one by one until none is left. */
final class Region {
    private final Task task;
    private final int tasks;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unfinished;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Region(int tasks, Task task) {
        this.tasks = tasks;
        this.task = task;
        this.unfinished = new AtomicInteger(tasks);
    }

    /** Runs pieces until all are claimed; after a failure the rest are claimed but not run. */
    void work() {
        for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
            try {
                if (failure.get() == null) {
                    task.run(i);
                }
            } catch (Throwable t) {
                failure.compareAndSet(null, t);
            } finally {
                if (unfinished.decrementAndGet() == 0 && Thread.currentThread() != caller) {
                    LockSupport.unpark(caller);
                }
            }
        }
    }

    /** Waits for the pieces that others have claimed, then throws what the first failing piece threw. */
    void join(int spins) {
        boolean interrupted = false;
        for (int i = 0; unfinished.get() > 0; i++) {
            if (i < spins) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
