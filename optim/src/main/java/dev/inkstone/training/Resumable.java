package dev.inkstone.training;

import java.util.Map;

/** A callback with a memory that a resumed run needs. */
public interface Resumable {
    /** Its name among the callbacks of a trainer, for example {@code early_stopping/val_accuracy}. */
    String key();

    /** What it remembers as numbers, for {@link Progress}. */
    Map<String, Double> state();

    /** What it remembers as arrays (weights), for {@link Trainer#arrays()}; not copies. None by default. */
    default Map<String, float[]> arrays() {
        return Map.of();
    }

    /**
     * Goes on from what {@link #state} and {@link #arrays} returned.
     *
     * @throws IllegalArgumentException if something is missing
     */
    void restore(Map<String, Double> state, Map<String, float[]> arrays);
}
