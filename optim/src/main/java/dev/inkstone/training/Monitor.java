package dev.inkstone.training;

import dev.inkstone.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A value of a run that callbacks watch, and which way is better.
 *
 * @param name {@code val_accuracy}, {@code val_loss} (known when validated), {@code accuracy}, {@code loss} (of an epoch's
 *     training batches, known when it ends), or so with another metric
 * @param higherIsBetter the direction; null for that of the trainer's metric of this name
 */
public record Monitor(String name, @Nullable Boolean higherIsBetter) {
    private static final String VALIDATION = "val_";

    /** Which way is better follows from the name: as the metric says ({@link Metric#higherIsBetter}); lower for the loss. */
    public static Monitor of(String name) {
        return new Monitor(name, null);
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

    /**
     * Whether {@code value} is better than {@code best} by more than {@code minDelta}; NaN never is, anything beats NaN.
     *
     * @param trainer whose metric is monitored
     */
    public boolean better(double value, double best, double minDelta, Trainer trainer) {
        if (Double.isNaN(best)) {
            return !Double.isNaN(value);
        }
        return isHigherBetter(trainer) ? value > best + minDelta : value < best - minDelta;
    }

    private boolean isHigherBetter(Trainer trainer) {
        if (higherIsBetter != null) {
            return higherIsBetter;
        }
        String measured = name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : name;
        for (Metric metric : trainer.metrics()) {
            if (metric.name().equals(measured)) {
                return metric.higherIsBetter();
            }
        }
        return false; // the loss; valueIn refuses other names
    }
}
