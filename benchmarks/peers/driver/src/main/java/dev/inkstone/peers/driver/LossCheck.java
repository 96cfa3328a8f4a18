package dev.inkstone.peers.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** No library is measured that does not do the same work: from the same weights and batches, the same losses step by step. */
final class LossCheck {
    private static final double TOLERANCE = 1e-3;

    private LossCheck() {}

    /**
     * Trains all of them for some steps without dropout.
     *
     * @return the last losses and, in parentheses, the largest difference of all steps, for the table
     * @throws IllegalStateException if one of them differs from ours
     */
    static String run(String network, String command, List<WorkerProcess> workers, int steps) throws IOException {
        double[] ours = {};
        List<String> texts = new ArrayList<>();
        for (WorkerProcess worker : workers) {
            if (!worker.open(command)) {
                continue;
            }
            double[] losses = worker.numbers("values " + steps);
            if (ours.length == 0) {
                ours = losses;
            }
            double largest = compare(network, worker.peer(), losses, ours);
            texts.add(String.format(Locale.ROOT, "%s %.5f (%.0e)", worker.peer().text(), losses[steps - 1], largest));
        }
        return "after " + steps + " steps: " + String.join(", ", texts);
    }

    /** The largest difference of all steps. */
    private static double compare(String network, Peer peer, double[] theirs, double[] ours) {
        double largest = 0;
        for (int i = 0; i < ours.length; i++) {
            double difference = Math.abs(theirs[i] - ours[i]);
            if (!(difference <= TOLERANCE)) {
                throw new IllegalStateException(network + ": in step " + (i + 1) + " the loss of " + peer.text()
                        + " is " + theirs[i] + ", ours " + ours[i] + ", expected a difference of at most " + TOLERANCE
                        + ": they do not do the same work, so their times say nothing");
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }
}
