package dev.inkstone.training;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands: with the weights, the optimizer's state and {@link Trainer#arrays()}, all that is needed to go on as if it
 * had not been interrupted. Made of records, lists, maps, texts and numbers only.
 *
 * @param seed of the trainer
 * @param shards into which each step is cut
 * @param step steps made
 * @param epoch epochs finished
 * @param batchInEpoch batches done of the next epoch
 * @param running sums over these batches
 * @param data the training data of these batches; null before the first
 * @param history what happened so far
 * @param callbacks the memory of callbacks that are {@link Resumable}, by their keys
 */
public record Progress(
        long seed,
        int shards,
        long step,
        int epoch,
        int batchInEpoch,
        Sums running,
        @Nullable Data data,
        History history,
        Map<String, Map<String, Double>> callbacks) {
    /** Keeps a copy of the map. */
    public Progress {
        callbacks = Map.copyOf(callbacks);
    }

    /**
     * Sums over the finished batches of an epoch.
     *
     * @param loss of all examples
     * @param metrics the state of the tally of each metric, by its name
     * @param examples how many
     * @param nanos spent in training steps
     */
    public record Sums(double loss, Map<String, List<Double>> metrics, long examples, long nanos) {
        /** Keeps a copy of the map. */
        public Sums {
            metrics = Map.copyOf(metrics);
        }
    }

    /**
     * By what training data are recognised.
     *
     * @param examples how many
     * @param batchSize examples in a batch
     * @param shuffleSeed null if they keep their order
     */
    public record Data(
            int examples, int batchSize, @Nullable Long shuffleSeed) {}
}
