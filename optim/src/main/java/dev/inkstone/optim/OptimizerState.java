package dev.inkstone.optim;

import java.util.Map;

/**
 * What an optimizer remembers.
 *
 * @param kind which optimizer: {@code "sgd"}, {@code "adam"}
 * @param step the number of steps made
 * @param slots by name, each as long as all parameters together and in their order; empty before the first step
 */
public record OptimizerState(String kind, long step, Map<String, float[]> slots) {
    /** @throws IllegalArgumentException if the step is negative */
    public OptimizerState {
        if (step < 0) {
            throw new IllegalArgumentException(kind + ": step " + step + ", expected 0 or more");
        }
        slots = Map.copyOf(slots);
    }
}
