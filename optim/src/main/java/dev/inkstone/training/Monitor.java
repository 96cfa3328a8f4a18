package dev.inkstone.training;

import dev.inkstone.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * Which way is better follows from the name: as the metric says ({@link Metric#higherIsBetter}); lower for the loss. A fit
     * refuses a metric that does not say.
     */
    public static Monitor of(String name) {
        return new Monitor(name, null);
    }

    /**
     * The value, if {@code event} tells it, else null.
     *
     * @throws IllegalArgumentException if the trainer has no such metric; a fit refuses it at its start already
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
     * @throws IllegalArgumentException if nobody said which way is better; a fit refuses this at its start already
     */
    public boolean better(double value, double best, double minDelta, Trainer trainer) {
        if (Double.isNaN(best)) {
            return !Double.isNaN(value);
        }
        return isHigherBetter(trainer) ? value > best + minDelta : value < best - minDelta;
    }

    /** The loss or metric of a training batch that corresponds to it: {@code loss} for {@code val_loss}; NaN if there is none. */
    double valueOf(TrainingEvent.StepEnded step) {
        Double metric = step.metrics().get(measured());
        return metric == null && measured().equals("loss") ? step.loss() : metric == null ? Double.NaN : metric;
    }

    /** @throws IllegalArgumentException if nobody said */
    boolean isHigherBetter(Trainer trainer) {
        Boolean higher = direction(trainer.metrics());
        if (higher == null) {
            throw new IllegalArgumentException("monitor: " + withoutDirection());
        }
        return higher;
    }

    /** Whether higher is better; null if nobody said. */
    @Nullable Boolean direction(List<Metric> metrics) {
        if (higherIsBetter != null) {
            return higherIsBetter;
        }
        for (Metric metric : metrics) {
            if (metric.name().equals(measured())) {
                return metric.higherIsBetter();
            }
        }
        return false; // the loss; other names are refused
    }

    /**
     * Checks that the value will be told, and which way is better.
     *
     * @param watcher who monitors it, for messages
     * @param validates whether there are validation data
     * @throws IllegalArgumentException if not
     */
    void check(String watcher, List<Metric> metrics, boolean validates) {
        List<String> training = new ArrayList<>(List.of("loss"));
        metrics.forEach(metric -> training.add(metric.name()));
        List<String> known = new ArrayList<>(training);
        if (validates) {
            training.forEach(value -> known.add(VALIDATION + value));
        }
        String start = "trainer: " + watcher + " monitors '" + name + "', ";
        if (name.startsWith(VALIDATION) && !validates) {
            throw new IllegalArgumentException(start + "but there are no validation data, expected one of " + training
                    + "; give fit validation data, or monitor a value of the training batches");
        }
        if (!known.contains(name)) {
            throw new IllegalArgumentException(start + "expected one of " + known
                    + "; correct the name, or give the trainer the metric with metrics(…)");
        }
        if (direction(metrics) == null) {
            throw new IllegalArgumentException("trainer: " + watcher + ": " + withoutDirection());
        }
    }

    private String measured() {
        return name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : name;
    }

    private String withoutDirection() {
        return "monitors '" + name
                + "', whose metric does not say which way is better, expected higher or lower; give the"
                + " trainer the metric as metric.whereHigherIsBetter() or metric.whereLowerIsBetter()";
    }
}
