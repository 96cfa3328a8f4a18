package dev.inkstone.peers.work;

import java.util.Arrays;

/** Runs a task and looks at the clock. */
final class Stopwatch {
    private final Task task;
    private int turn;

    Stopwatch(Task task) {
        this.task = task;
    }

    /** The values of the next {@code count} turns. */
    double[] values(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            once();
            values[i] = task.value();
        }
        return values;
    }

    /** Turns until {@code nanos} were spent in them: their number and the exact time. */
    long[] window(long nanos) {
        long spent = 0;
        int turns = 0;
        while (spent < nanos) {
            spent += once();
            turns++;
        }
        return new long[] {turns, spent};
    }

    /** The median and the 99th percentile of {@code count} turns, in nanoseconds. */
    long[] latencies(int count) {
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = once();
        }
        Arrays.sort(nanos);
        return new long[] {nanos[count / 2], nanos[(int) (count * 99L / 100)]};
    }

    private long once() {
        int now = turn++;
        task.prepare(now);
        long start = System.nanoTime();
        task.run(now);
        return System.nanoTime() - start;
    }
}
