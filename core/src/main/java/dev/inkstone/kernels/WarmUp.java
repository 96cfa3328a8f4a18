package dev.inkstone.kernels;

import dev.inkstone.parallel.WorkerPool;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static final int INFERENCE = 1;
    private static final int TRAINING = 2;

    private static final String DIFFER = "differ from";

    private final Thread thread;
    private final BlockingQueue<Runnable> offered = new ArrayBlockingQueue<>(2);

    /** The most that has been offered: nothing, inference, training. */
    private final AtomicInteger most = new AtomicInteger();

    private volatile Kernels own = Kernels.scalar();
    private final long mostNanos;

    /**
     * Starts the thread.
     *
     * @param settled told when the vector kernels are fast, or nothing more can be done for that: null, or what is wrong with
     *     them, {@code differ from}, {@code are slower than} or {@code cannot be compared with} the scalar ones
     */
    WarmUp(Consumer<@Nullable String> settled) {
        this(settled, MOST_NANOS);
    }

    /** The same, waiting for so long at most until a rehearsal is fast. */
    WarmUp(Consumer<@Nullable String> settled, long mostNanos) {
        this.mostNanos = mostNanos;
        this.thread = WorkerPool.daemon(() -> run(settled), "inkstone-warm-up");
        try {
            thread.start();
        } catch (OutOfMemoryError e) { // a limit on threads
            settled.accept("cannot be compared with");
        }
    }

    /** What the current thread computes with meanwhile. */
    Kernels kernels() {
        return Thread.currentThread() == thread ? own : Kernels.scalar();
    }

    /** Whether nobody has offered such a rehearsal yet; one of training has all that one of inference has. */
    boolean wantsRehearsal(boolean training) {
        return most.get() < (training ? TRAINING : INFERENCE);
    }

    /** Takes the first rehearsal that is offered, and the first of training. */
    void rehearse(Runnable rehearsal, boolean training) {
        int offers = training ? TRAINING : INFERENCE;
        if (most.getAndAccumulate(offers, Math::max) < offers) {
            offered.add(rehearsal);
        }
    }

    private void run(Consumer<@Nullable String> settled) {
        String obstacle = DIFFER;
        try (WorkerPool.Scope alone = WorkerPool.scoped(1)) {
            obstacle = differ();
            Runnable rehearsal = obstacle == null ? await() : null;
            while (rehearsal != null && obstacle == null) {
                boolean fast = repeat(rehearsal);
                obstacle = fast ? differ() : "are slower than"; // now as they were compiled
                rehearsal = offered.poll();
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // what fails in a rehearsal fails in the program too, which has somebody to tell it to, or is for want of
            // its memory
        } finally {
            settled.accept(obstacle);
        }
    }

    private static @Nullable String differ() {
        return KernelChoice.agree(Kernels.scalar(), Kernels.vector()) ? null : DIFFER;
    }

    private @Nullable Runnable await() {
        try {
            return offered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return null;
        }
    }

    /**
     * Until a round is hardly faster than the one before; whether the vector kernels are compiled then. Those that are not take a
     * hundred times as long as the scalar ones, those of tiny networks perhaps twice as long.
     */
    private boolean repeat(Runnable rehearsal) {
        long end = System.nanoTime() + mostNanos;
        own = Kernels.scalar(); // which the program computes with, so they are compiled, more or less
        long slow = 4 * Math.min(time(rehearsal), time(rehearsal));
        own = Kernels.vector();
        long before = Long.MAX_VALUE;
        long best = round(rehearsal, end);
        while ((best < before - before / 4 || best > slow) && System.nanoTime() - end < 0) {
            before = best;
            best = round(rehearsal, end);
        }
        return best <= slow;
    }

    /** The shortest time of some rehearsals: other programs make single ones slow, but not all. */
    private long round(Runnable rehearsal, long end) {
        long best = time(rehearsal);
        long first = System.nanoTime();
        for (int i = 1; i < ROUND || System.nanoTime() - first < ROUND_NANOS; i++) {
            if (System.nanoTime() - end >= 0) {
                return best;
            }
            best = Math.min(best, time(rehearsal));
        }
        return best;
    }

    private long time(Runnable rehearsal) {
        long start = System.nanoTime();
        rehearsal.run();
        SelfTest.updates(own);
        return System.nanoTime() - start;
    }
}
