package dev.inkstone.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run when the monitored value has not become better for a while. Settings are changed on copies; two runs at
 * the same time need an early stopping each.
 */
public final class EarlyStopping implements Monitoring, Resumable {
    private final Monitor monitor;
    private final long patience;
    private final boolean inSteps;
    private final double minDelta;
    private final boolean restoresBest;

    private double best = Double.NaN;
    private long bestStep;
    private long waitingSinceStep;
    private long waitingSinceEpoch;
    private @Nullable Snapshot bestWeights;

    private EarlyStopping(Monitor monitor, long patience, boolean inSteps, double minDelta, boolean restoresBest) {
        if (patience < 1) {
            throw new IllegalArgumentException("early stopping: patience " + patience + ", expected 1 or more");
        }
        if (!(minDelta >= 0)) {
            throw new IllegalArgumentException("early stopping: min delta " + minDelta + ", expected 0 or more;"
                    + " the metric says which way is better");
        }
        this.monitor = monitor;
        this.patience = patience;
        this.inSteps = inSteps;
        this.minDelta = minDelta;
        this.restoresBest = restoresBest;
    }

    /** Stops when {@code monitor} has not become better for 5 epochs. */
    public static EarlyStopping on(Monitor monitor) {
        return new EarlyStopping(monitor, 5, false, 0, false);
    }

    /** Stops at the first look that is {@code steps} steps or more after the best one. */
    public EarlyStopping patienceSteps(long steps) {
        return new EarlyStopping(monitor, steps, true, minDelta, restoresBest);
    }

    /** Stops at the first look that is {@code epochs} epochs or more after the best one; default 5. */
    public EarlyStopping patienceEpochs(int epochs) {
        return new EarlyStopping(monitor, epochs, false, minDelta, restoresBest);
    }

    /** Only a difference of more than this counts as better; default 0. */
    public EarlyStopping minDelta(double minDelta) {
        return new EarlyStopping(monitor, patience, inSteps, minDelta, restoresBest);
    }

    /** Keeps the weights and states of the best look in memory, and puts them into the model when a fit ends, however it does. */
    public EarlyStopping restoreBest() {
        return new EarlyStopping(monitor, patience, inSteps, minDelta, true);
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.TrainingStarted && event.step() == 0) {
            restore(Map.of(), Map.of()); // a new run
        } else if (event instanceof TrainingEvent.TrainingEnded) {
            if (bestWeights != null) {
                bestWeights.restore(trainer.model());
            }
        } else {
            Double value = monitor.valueIn(event);
            if (value != null) {
                look(value, event.step(), epochOf(event), trainer);
            }
        }
    }

    private void look(double value, long step, int epoch, Trainer trainer) {
        boolean better = monitor.better(value, best, minDelta, trainer)
                && trainer.model().parameters().areFinite();
        if (better) {
            best = value;
            bestStep = step;
            if (restoresBest) {
                bestWeights = Snapshot.of(trainer.model());
            }
        }
        if (better || waitingSinceStep == 0) {
            waitFrom(step, epoch);
            return;
        }
        long waited = inSteps ? step - waitingSinceStep : epoch - waitingSinceEpoch;
        if (waited >= patience) {
            trainer.stop(monitor.name() + " has not become better than " + best + " of step " + bestStep + " for "
                    + waited + (inSteps ? " steps" : " epochs"));
            waitFrom(step, epoch); // patience begins anew if somebody calls fit again
        }
    }

    private void waitFrom(long step, int epoch) {
        waitingSinceStep = step;
        waitingSinceEpoch = epoch;
    }

    private static int epochOf(TrainingEvent event) {
        return event instanceof TrainingEvent.Validated validated
                ? validated.epoch()
                : ((TrainingEvent.EpochEnded) event).epoch();
    }

    /** The best value so far; NaN before the first. */
    public double best() {
        return best;
    }

    /** The step of the best value; 0 before the first. */
    public long bestStep() {
        return bestStep;
    }

    @Override
    public Monitor monitor() {
        return monitor;
    }

    @Override
    public String key() {
        return "early_stopping/" + monitor.name();
    }

    @Override
    public Map<String, Double> state() {
        if (bestStep == 0) {
            return Map.of();
        }
        Map<String, Double> state = new LinkedHashMap<>();
        state.put("best", best);
        state.put("best_step", (double) bestStep);
        state.put("waiting_since_step", (double) waitingSinceStep);
        state.put("waiting_since_epoch", (double) waitingSinceEpoch);
        return state;
    }

    @Override
    public Map<String, float[]> arrays() {
        return bestWeights == null
                ? Map.of()
                : Map.of("parameters", bestWeights.parameters(), "states", bestWeights.states());
    }

    @Override
    public void restore(Map<String, Double> state, Map<String, float[]> arrays) {
        float[] parameters = arrays.get("parameters");
        float[] states = arrays.get("states");
        if (restoresBest && state.containsKey("best") && (parameters == null || states == null)) {
            throw new IllegalArgumentException(
                    "early stopping: restores the best weights, but arrays " + arrays.keySet()
                            + " do not hold them, expected 'parameters' and 'states'; save Trainer.arrays() with the progress");
        }
        best = state.getOrDefault("best", Double.NaN);
        bestStep = state.getOrDefault("best_step", 0.0).longValue();
        waitingSinceStep = state.getOrDefault("waiting_since_step", 0.0).longValue();
        waitingSinceEpoch = state.getOrDefault("waiting_since_epoch", 0.0).longValue();
        bestWeights = restoresBest && parameters != null && states != null
                ? new Snapshot(parameters.clone(), states.clone())
                : null;
    }
}
