package dev.inkstone.peers.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Something that is done again and again, and how much of it in a second.
 *
 * @param work for the table
 * @param unit for the table
 * @param command that sets it up
 * @param amount done in one turn, in the unit
 */
record Throughput(String work, String unit, String command, double amount) {
    private static final double TOLERANCE = 1e-3;

    /** Checks that all libraries compute the same, warms them up, then measures them in turn, in alternating order. */
    Figures measure(List<WorkerProcess> workers, Options options) throws IOException {
        List<WorkerProcess> able = new ArrayList<>();
        for (WorkerProcess worker : workers) {
            if (worker.open(command)) {
                able.add(worker);
            }
        }
        if (!command.startsWith("training")) { // whose losses were compared without dropout
            compare(able);
        }
        for (WorkerProcess worker : able) {
            worker.numbers("window " + nanos(options.warmUpSeconds()));
        }
        Figures figures = new Figures(work, unit, true);
        for (int window = 0; window < options.windows(); window++) {
            for (WorkerProcess worker : able) {
                double[] turnsAndNanos = worker.numbers("window " + nanos(options.windowSeconds()));
                figures.add(worker.peer(), turnsAndNanos[0] * amount / (turnsAndNanos[1] * 1e-9));
            }
            Collections.reverse(able);
        }
        return figures;
    }

    static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    private void compare(List<WorkerProcess> workers) throws IOException {
        double ours = Double.NaN;
        for (WorkerProcess worker : workers) {
            double value = worker.numbers("values 1")[0];
            if (worker.peer().ours()) {
                ours = value;
            } else if (!(Math.abs(value - ours) <= TOLERANCE * (1 + Math.abs(ours)))) { // NaN is no agreement
                throw new IllegalStateException(
                        work + ": " + worker.peer().text() + " computes " + value + ", ours " + ours);
            }
        }
    }
}
