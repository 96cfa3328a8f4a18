package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Tensor;

/** What a {@link Metric} has counted so far. */
public interface Tally {
    /**
     * Counts a batch.
     *
     * @param prediction {@code [batch, …]}, the model's output
     * @param targets of the same examples
     */
    void add(Tensor prediction, Targets targets);

    /** Counts what {@code other}, a tally of the same metric, has counted; its examples follow those of this one. */
    void add(Tally other);

    /** The metric over all that was counted; NaN where that says nothing, as before the first example. */
    double value();

    /** All that has to be remembered to go on counting. */
    double[] state();

    /**
     * Goes on from a {@link #state()}.
     *
     * @throws IllegalArgumentException if it is not of this metric
     */
    void restore(double... state);
}
