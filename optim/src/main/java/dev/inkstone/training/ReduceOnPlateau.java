package dev.inkstone.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the learning rate smaller when the monitored value has not become better for a while, as in Keras: a factor on the rates of
 * the optimizer's schedule, so one for each trainer. Settings are changed on copies; two runs at the same time need one each.
 */
public final class ReduceOnPlateau implements Monitoring, Resumable {
    private final Monitor monitor;
    private final double factor;
    private final int patience;
    private final double minDelta;
    private final double smallest;

    private double best = Double.NaN;
    private long waited;
    private double scale = 1;

    private ReduceOnPlateau(Monitor monitor, double factor, int patience, double minDelta, double smallest) {
        if (!(factor > 0 && factor < 1) || patience < 1 || !(minDelta >= 0) || !(smallest >= 0 && smallest <= 1)) {
            throw new IllegalArgumentException("reduce on plateau: factor " + factor + ", patience " + patience
                    + ", min delta " + minDelta + ", smallest " + smallest + ", expected a factor between 0 and 1, a"
                    + " patience of 1 or more, a min delta of 0 or more, and a smallest factor from 0 to 1");
        }
        this.monitor = monitor;
        this.factor = factor;
        this.patience = patience;
        this.minDelta = minDelta;
        this.smallest = smallest;
    }

    /** Multiplies the rate by 0.1 at the tenth look in a row at which {@code monitor} is not better than before by 0.0001. */
    public static ReduceOnPlateau on(Monitor monitor) {
        return new ReduceOnPlateau(monitor, 0.1, 10, 1e-4, 0);
    }

    /** The same with this factor of the rate at each plateau, between 0 and 1; default 0.1. */
    public ReduceOnPlateau factor(double factor) {
        return new ReduceOnPlateau(monitor, factor, patience, minDelta, smallest);
    }

    /** The same with this many looks (validations, or epochs for training values) that are no better; default 10. */
    public ReduceOnPlateau patience(int looks) {
        return new ReduceOnPlateau(monitor, factor, looks, minDelta, smallest);
    }

    /** Only a difference of more than this counts as better; default 0.0001. */
    public ReduceOnPlateau minDelta(double minDelta) {
        return new ReduceOnPlateau(monitor, factor, patience, minDelta, smallest);
    }

    /** The product of all factors stays at this or above, from 0 to 1; default 0. */
    public ReduceOnPlateau smallest(double smallest) {
        return new ReduceOnPlateau(monitor, factor, patience, minDelta, smallest);
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.TrainingStarted) {
            if (event.step() == 0) {
                restore(Map.of(), Map.of()); // a new run
            }
            trainer.optimizer().scaleLearningRate(scale);
            return;
        }
        Double value = monitor.valueIn(event);
        if (value != null) {
            look(value, trainer);
        }
    }

    private void look(double value, Trainer trainer) {
        if (monitor.better(value, best, minDelta, trainer)) {
            best = value;
            waited = 0;
        } else if (++waited >= patience) {
            waited = 0;
            scale = Math.max(scale * factor, Math.max(smallest, Float.MIN_NORMAL));
            trainer.optimizer().scaleLearningRate(scale);
        }
    }

    /** The product of all factors so far. */
    public double scale() {
        return scale;
    }

    @Override
    public Monitor monitor() {
        return monitor;
    }

    @Override
    public String key() {
        return "reduce_on_plateau/" + monitor.name();
    }

    @Override
    public Map<String, Double> state() {
        Map<String, Double> state = new LinkedHashMap<>();
        if (!Double.isNaN(best)) {
            state.put("best", best);
        }
        state.put("waited", (double) waited);
        state.put("scale", scale);
        return state;
    }

    @Override
    public void restore(Map<String, Double> state, Map<String, float[]> arrays) {
        best = state.getOrDefault("best", Double.NaN);
        waited = state.getOrDefault("waited", 0.0).longValue();
        scale = state.getOrDefault("scale", 1.0);
    }
}
