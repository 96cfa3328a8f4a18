package dev.inkstone.training;

import org.jspecify.annotations.Nullable;

/**
 * A value of a run that callbacks watch, and which way is better.
 *
 * @param name {@code val_accuracy}, {@code val_loss} (known when validated), {@code accuracy}, {@code loss} (of an epoch's
 *     training batches, known when it ends), or so with another metric
 * @param higherIsBetter the direction
 */
public record Monitor(String name, boolean higherIsBetter) {
    private static final String VALIDATION = "val_";

    /** Lower is better where the name contains "loss" or "error", else higher. */
    public static Monitor of(String name) {
        return new Monitor(name, !name.contains("loss") && !name.contains("error"));
    }

    /**
     * The value, if {@code event} tells it, else null.
     *
     * @throws IllegalArgumentException if the trainer has no such metric
     */
    public @Nullable Double valueIn(TrainingEvent event) {
        if (name.startsWith(VALIDATION)) {
            return event instanceof TrainingEvent.Validated validated
                    ? Double.valueOf(validated.evaluation().value(name.substring(VALIDATION.length())))
                    : null;
        }
        return event instanceof TrainingEvent.EpochEnded ended
                ? Double.valueOf(ended.epochRecord().training().value(name))
                : null;
    }

    /** Whether {@code value} is better than {@code best} by more than {@code minDelta}; NaN never is, anything beats NaN. */
    public boolean better(double value, double best, double minDelta) {
        if (Double.isNaN(best)) {
            return !Double.isNaN(value);
        }
        return higherIsBetter ? value > best + minDelta : value < best - minDelta;
    }
}
