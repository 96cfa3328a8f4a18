package dev.inkstone.training;

import dev.inkstone.metrics.Metric;
import java.util.List;

/** Loss and metrics over the examples of an epoch or a data set. */
final class Totals {
    private final Scores scores;
    private double loss;
    private long examples;
    private long nanos;

    Totals(List<Metric> metrics) {
        this.scores = new Scores(metrics);
    }

    static Totals of(List<Metric> metrics, Progress.Sums saved) {
        Totals totals = new Totals(metrics);
        totals.loss = saved.loss();
        totals.examples = saved.examples();
        totals.nanos = saved.nanos();
        totals.scores.restore(saved.metrics());
        return totals;
    }

    /** Adds {@code count} examples with this mean loss and these scores. */
    void add(double meanLoss, Scores more, int count, long elapsedNanos) {
        loss += meanLoss * count;
        scores.add(more);
        examples += count;
        nanos += elapsedNanos;
    }

    double seconds() {
        return nanos * 1e-9;
    }

    Evaluation means() {
        return new Evaluation(loss / examples, scores.values(), examples);
    }

    Progress.Sums sums() {
        return new Progress.Sums(loss, scores.state(), examples, nanos);
    }
}
