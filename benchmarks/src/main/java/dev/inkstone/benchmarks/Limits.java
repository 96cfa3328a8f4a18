package dev.inkstone.benchmarks;

import dev.inkstone.parallel.WorkerPool;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the machine can do, measured now and with the threads that the library has: loops of nothing but multiply-adds in
 * registers, and a triad over arrays that no cache holds. What kernels reach is to be judged by figures from the same minutes.
 */
final class Limits {
    private static final int WINDOWS = 8;
    private static final int CALLS = 100;

    private final MultiplyAdds[] arithmetic = new MultiplyAdds[WorkerPool.threads()];
    private @Nullable Triad triad;
    private double flops;
    private double bytes;

    /** Nothing measured yet. */
    Limits() {
        for (int i = 0; i < arithmetic.length; i++) {
            arithmetic[i] = new MultiplyAdds();
        }
    }

    /** The most operations per nanosecond (GFLOP/s) of some milliseconds, now. */
    double peak() {
        return best(thread -> {
            long done = 0;
            for (int i = 0; i < CALLS; i++) {
                done += arithmetic[thread].run();
            }
            return done;
        });
    }

    /** The most bytes per nanosecond (GB/s) of some dozens of milliseconds, now. */
    double bandwidth() {
        Triad arrays = triad == null ? new Triad() : triad;
        triad = arrays;
        return best(thread -> arrays.run(thread, arithmetic.length));
    }

    /** Measures both again, and keeps the better of this time and those before. */
    void measure() {
        flops = Math.max(flops, peak());
        bytes = Math.max(bytes, bandwidth());
    }

    /** The best {@link #peak} so far. */
    double flops() {
        return flops;
    }

    /** The best {@link #bandwidth} so far. */
    double bytes() {
        return bytes;
    }

    private double best(IntToLongFunction piece) {
        double best = 0;
        long[] done = new long[arithmetic.length];
        for (int window = 0; window < WINDOWS; window++) {
            long start = System.nanoTime();
            WorkerPool.run(done.length, thread -> done[thread] = piece.applyAsLong(thread));
            long nanos = System.nanoTime() - start;
            long sum = 0;
            for (long part : done) {
                sum += part;
            }
            best = Math.max(best, (double) sum / nanos);
        }
        return best;
    }
}
