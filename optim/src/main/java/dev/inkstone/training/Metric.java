package dev.inkstone.training;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Tensor;

/** A number that people read, over all examples of an epoch or a data set, whatever the sizes of the batches and shards. */
public interface Metric {
    /** How it is called in histories: {@code accuracy}, and {@code val_accuracy} on validation data. */
    String name();

    /** Begins to count. Must be safe to call from several threads; each tally belongs to one of them. */
    Tally tally();

    /**
     * A metric that is the mean over the examples of a score that each has by itself.
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
