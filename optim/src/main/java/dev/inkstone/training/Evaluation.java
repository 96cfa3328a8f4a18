package dev.inkstone.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model does on some data: means over the examples.
 *
 * @param loss mean loss
 * @param metrics by name, in the order of the trainer
 * @param examples how many there were
 */
public record Evaluation(double loss, Map<String, Double> metrics, long examples) {
    /** Keeps a copy of the map in its order. */
    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * {@code "loss"} or a metric by its name.
     *
     * @throws IllegalArgumentException if there is no such metric; the message lists those there are
     */
    public double value(String name) {
        Double value = name.equals("loss") ? Double.valueOf(loss) : metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException("evaluation: metric '" + name + "', expected loss or one of "
                    + metrics.keySet() + "; give it to the trainer with metrics(…)");
        }
        return value;
    }
}
