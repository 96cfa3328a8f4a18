package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A number that people read, over all examples of an epoch or a data set, whatever the sizes of the batches and shards. */
public interface Metric {
    /** How it is called in histories: {@code accuracy}, and {@code val_accuracy} on validation data. */
    String name();

    /** Begins to count. Must be safe to call from several threads; each tally belongs to one of them. */
    Tally tally();

    /**
     * Which way is better: what early stopping, the best checkpoint and plateaus go by, which refuse a metric that does not say.
     * Default: higher where the name contains "accuracy", lower where it contains "loss" or "error", else null, for it tells
     * nothing. All metrics of {@link Metrics} say it.
     */
    default @Nullable Boolean higherIsBetter() {
        String name = name();
        if (name.contains("loss") || name.contains("error")) {
            return false;
        }
        return name.contains("accuracy") ? true : null;
    }

    /** The same metric, of which higher values are better. */
    default Metric whereHigherIsBetter() {
        return new Directed(this, true);
    }

    /** The same metric, of which lower values are better. */
    default Metric whereLowerIsBetter() {
        return new Directed(this, false);
    }

    /**
     * The same metric, in which each example counts as often as its weight says ({@link Targets#weights}; once if there are no
     * weights), as {@code weighted_<name>}. All metrics of {@link Metrics} can do this; left alone they ignore weights.
     *
     * @throws UnsupportedOperationException if this metric cannot
     */
    default Metric weighted() {
        throw new UnsupportedOperationException(
                "metric '" + name()
                        + "': weighted, expected one of dev.inkstone.metrics.Metrics; read targets.weights() in a tally of your own");
    }

    /**
     * A metric that is the mean over the examples of a score that each has by itself; weights are ignored.
     *
     * <p>Say which way is better if callbacks are to monitor it: {@code Metric.mean("cost", …).whereLowerIsBetter()}.
     *
     * @param name how it is called
     * @param score gives the sum of the scores of a batch
     */
    static Metric mean(String name, Score score) {
        return new MeanMetric(name, score);
    }

    /** The scores of a batch; must be safe to call from several threads. */
    @FunctionalInterface
    interface Score {
        /**
         * The sum of the scores.
         *
         * @param prediction {@code [batch, …]}, the model's output
         * @param targets of the same examples
         */
        double sum(Tensor prediction, Targets targets);
    }
}
