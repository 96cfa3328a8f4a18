package dev.inkstone.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums of loss and metrics over examples; their means are what people read. */
final class Totals {
    private final List<Metric> metrics;
    private final double[] sums;
    private double loss;
    private long examples;
    private long nanos;

    Totals(List<Metric> metrics) {
        this.metrics = metrics;
        this.sums = new double[metrics.size()];
    }

    static Totals of(List<Metric> metrics, Progress.Sums saved) {
        Totals totals = new Totals(metrics);
        totals.loss = saved.loss();
        totals.examples = saved.examples();
        totals.nanos = saved.nanos();
        for (int i = 0; i < metrics.size(); i++) {
            totals.sums[i] = saved.metrics().getOrDefault(metrics.get(i).name(), 0.0);
        }
        return totals;
    }

    /** Adds {@code count} examples with this mean loss and these sums of metrics. */
    void add(double meanLoss, double[] metricSums, int count, long elapsedNanos) {
        loss += meanLoss * count;
        for (int i = 0; i < sums.length; i++) {
            sums[i] += metricSums[i];
        }
        examples += count;
        nanos += elapsedNanos;
    }

    double seconds() {
        return nanos * 1e-9;
    }

    Evaluation means() {
        return new Evaluation(loss / examples, named(metrics, sums, examples), examples);
    }

    Progress.Sums sums() {
        return new Progress.Sums(loss, named(metrics, sums, 1), examples, nanos);
    }

    static Map<String, Double> named(List<Metric> metrics, double[] sums, long divisor) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            means.put(metrics.get(i).name(), sums[i] / divisor);
        }
        return means;
    }
}
