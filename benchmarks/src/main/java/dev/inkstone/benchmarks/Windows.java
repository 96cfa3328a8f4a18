package dev.inkstone.benchmarks;

import dev.inkstone.parallel.WorkerPool;
import java.util.Arrays;
import java.util.List;

/** Times pieces of work in turn, window by window, so that a slow minute of the machine is one for all of them. */
final class Windows {
    private static final double WARM_UP_SECONDS = 3;
    private static final double SECONDS = 0.5;

    private Windows() {}

    /**
     * What is timed.
     *
     * @param threads to do it with
     * @param work done as often as fits into a window
     */
    record Timed(int threads, Runnable work) {}

    /** The nanoseconds that each takes in its fastest window. */
    static double[] best(List<Timed> all, int windows) {
        all.forEach(timed -> nanos(timed, WARM_UP_SECONDS));
        double[] best = new double[all.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int window = 0; window < windows; window++) {
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.min(best[i], nanos(all.get(i), SECONDS));
            }
        }
        return best;
    }

    private static double nanos(Timed timed, double seconds) {
        try (WorkerPool.Scope scope = WorkerPool.scoped(timed.threads())) {
            assert scope != null;
            long done = 0;
            long start = System.nanoTime();
            long now;
            do {
                timed.work().run();
                done++;
                now = System.nanoTime();
            } while (now - start < seconds * 1e9);
            return (double) (now - start) / done;
        }
    }
}
