package dev.inkstone.training;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;

/**
 * A number that people read: the mean over the examples of a score that each example has by itself, so batches and shards of any
 * size add up. Must be safe to call from several threads.
 */
public interface Metric {
    /** How it is called in histories: {@code accuracy}, and {@code val_accuracy} on validation data. */
    String name();

    /**
     * The sum of the scores of a batch.
     *
     * @param prediction {@code [batch, ...]}, the model's output
     * @param labels {@code [batch]}
     */
    double sum(Tensor prediction, IntTensor labels);
}
