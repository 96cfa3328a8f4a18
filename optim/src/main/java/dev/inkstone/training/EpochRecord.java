package dev.inkstone.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an epoch.
 *
 * @param epoch the first is 1
 * @param step steps made since the beginning of the run
 * @param loss mean over the examples of the epoch, each seen before the step of its batch
 * @param metrics means over the examples, as {@code loss}
 * @param validation at the end of the epoch; null without validation data
 * @param seconds spent in training steps only
 * @param examples trained on
 */
public record EpochRecord(
        int epoch,
        long step,
        double loss,
        Map<String, Double> metrics,
        @Nullable Evaluation validation,
        double seconds,
        long examples) {
    /** Keeps a copy of the map in its order. */
    public EpochRecord {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** Loss and metrics of the training batches. */
    public Evaluation training() {
        return new Evaluation(loss, metrics, examples);
    }
}
