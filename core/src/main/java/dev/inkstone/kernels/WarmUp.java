package dev.inkstone.kernels;

import dev.inkstone.parallel.WorkerPool;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The start of a JVM that is to use the vector kernels. Until C2 has compiled them they are a hundred times slower than the
 * scalar ones, which give the same bits. So the scalar kernels compute, while a background thread compares both, and then runs
 * with the vector kernels what the program is doing, until that is fast.
 */
final class WarmUp {
    /** How long the thread waits for a rehearsal before it gives up on one. */
    private static final long PATIENCE_SECONDS = 2;

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Compiled code is reached in steps: so many rehearsals, for so long at least, show whether there was one. */
    private static final int ROUND = 8;

    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Thread thread;
    private final BlockingQueue<Runnable> offered = new ArrayBlockingQueue<>(1);
    private final AtomicBoolean wanted = new AtomicBoolean(true);

    /**
     * Starts the thread.
     *
     * @param settled told whether both kernels agree, when the vector kernels are fast, or nothing more can be done for that
     */
    WarmUp(Consumer<Boolean> settled) {
        this.thread = new Thread(() -> run(settled), "inkstone-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** What the current thread computes with meanwhile. */
    Kernels kernels() {
        return Thread.currentThread() == thread ? Kernels.vector() : Kernels.scalar();
    }

    /** Whether nobody has offered a rehearsal yet. */
    boolean wantsRehearsal() {
        return wanted.get();
    }

    /** Takes the first rehearsal that is offered. */
    void rehearse(Runnable rehearsal) {
        if (wanted.compareAndSet(true, false)) {
            offered.add(rehearsal);
        }
    }

    private void run(Consumer<Boolean> settled) {
        boolean agree = false;
        try (WorkerPool.Scope alone = WorkerPool.scoped(1)) {
            agree = KernelChoice.agree(Kernels.scalar(), Kernels.vector());
            Runnable rehearsal = agree ? await() : null;
            if (rehearsal != null) {
                repeat(rehearsal);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // what fails in a rehearsal fails in the program too, which has somebody to tell it to, or is for want of
            // its memory
        } finally {
            settled.accept(agree);
        }
    }

    private @Nullable Runnable await() {
        try {
            return offered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return null;
        }
    }

    /** Until a round is hardly faster than the one before. */
    private static void repeat(Runnable rehearsal) {
        long end = System.nanoTime() + MOST_NANOS;
        long before = Long.MAX_VALUE;
        long best = round(rehearsal);
        while (best < before - before / 4 && System.nanoTime() - end < 0) {
            before = best;
            best = round(rehearsal);
        }
    }

    /** The shortest time of some rehearsals: other programs make single ones slow, but not all. */
    private static long round(Runnable rehearsal) {
        long best = Long.MAX_VALUE;
        long first = System.nanoTime();
        long start = first;
        for (int i = 0; i < ROUND || start - first < ROUND_NANOS; i++) {
            rehearsal.run();
            SelfTest.updates(Kernels.vector());
            long now = System.nanoTime();
            best = Math.min(best, now - start);
            start = now;
        }
        return best;
    }
}
