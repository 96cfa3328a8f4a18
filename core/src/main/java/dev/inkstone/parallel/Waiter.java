package dev.inkstone.parallel;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How one thread waits for what others do: spinning for a while, then parked. */
final class Waiter {
    /** The gaps between the regions of a training step are shorter; to wake a parked thread takes as long as a small region. */
    private static final long SPIN_NANOS = 1_000_000;

    /** Turns between two looks at the clock. */
    private static final int TURNS = 64;

    private final Thread thread;
    private final boolean spins;
    private volatile boolean parked;

    Waiter(Thread thread, boolean spins) {
        this.thread = thread;
        this.spins = spins;
    }

    /** Waits until {@code ready} holds; whoever makes it hold then calls {@link #wake}. On {@link #thread} only. */
    void await(BooleanSupplier ready) {
        if (!spin(ready)) {
            park(ready);
        }
    }

    private void park(BooleanSupplier ready) {
        boolean interrupted = false;
        parked = true; // before the next look: whoever changes what that sees finds this set
        while (!ready.getAsBoolean()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        parked = false;
        if (interrupted) {
            thread.interrupt();
        }
    }

    /** False if {@code ready} does not hold after a while. */
    private boolean spin(BooleanSupplier ready) {
        long start = System.nanoTime();
        while (spins && System.nanoTime() - start < SPIN_NANOS) {
            for (int i = 0; i < TURNS; i++) {
                if (ready.getAsBoolean()) {
                    return true;
                }
                Thread.onSpinWait();
            }
        }
        return false;
    }

    /** Makes the thread look again. */
    void wake() {
        if (parked) {
            LockSupport.unpark(thread);
        }
    }
}
