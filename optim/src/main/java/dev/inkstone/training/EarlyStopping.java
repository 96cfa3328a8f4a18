package dev.inkstone.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run when the monitored value has not become better for a while, or when another {@link #when rule} says so. Settings are
 * changed on copies; two runs at the same time need an early stopping each.
 *
 * <pre>{@code
 * earlyStopping("val_accuracy").patienceSteps(1000).minDelta(0.001).restoreBest()
 * earlyStopping("val_loss").when(generalizationLoss(5)).warmUpEpochs(3).restoreBest()
 * }</pre>
 */
public final class EarlyStopping implements Monitoring, Resumable {
    private final Monitor monitor;
    private final StoppingRule rule;
    private final double minDelta;
    private final double baseline;
    private final Period warmUp;
    private final boolean restoresBest;

    private double best = Double.NaN;
    private long bestStep;
    private @Nullable Snapshot bestWeights;
    private StoppingRule.Memory memory;
    private boolean fresh = true; // knows nothing of the steps before: of none, or of those of a run without it
    private int stepsPerEpoch = 1;

    private EarlyStopping(
            Monitor monitor, StoppingRule rule, double minDelta, double baseline, Period warmUp, boolean restoresBest) {
        if (!(minDelta >= 0)) {
            throw new IllegalArgumentException("early stopping: min delta " + minDelta + ", expected 0 or more;"
                    + " the metric says which way is better");
        }
        this.monitor = monitor;
        this.rule = rule;
        this.minDelta = minDelta;
        this.baseline = baseline;
        this.warmUp = warmUp;
        this.restoresBest = restoresBest;
        this.memory = rule.begin(0, 0);
    }

    /** Stops when {@code monitor} has not become better for 5 epochs. */
    public static EarlyStopping on(Monitor monitor) {
        return new EarlyStopping(monitor, new Patience(5, false), 0, Double.NaN, new Period(0, 0), false);
    }

    /** Stops at the first look that is {@code steps} steps or more after the best one. */
    public EarlyStopping patienceSteps(long steps) {
        return when(new Patience(steps, true));
    }

    /** Stops at the first look that is {@code epochs} epochs or more after the best one; default 5. */
    public EarlyStopping patienceEpochs(int epochs) {
        return when(new Patience(epochs, false));
    }

    /** Stops when {@code rule} says so, for example {@link StoppingRules#generalizationLoss}; default a patience of 5 epochs. */
    public EarlyStopping when(StoppingRule rule) {
        return new EarlyStopping(monitor, rule, minDelta, baseline, warmUp, restoresBest);
    }

    /**
     * Only a difference of more than this counts as better; default 0. As in Keras: against the best value, also that of {@link
     * #restoreBest}, so that many smaller steps count as soon as they add up to more.
     */
    public EarlyStopping minDelta(double minDelta) {
        return new EarlyStopping(monitor, rule, minDelta, baseline, warmUp, restoresBest);
    }

    /**
     * Patience waits for a value that is better than this one too: a run that does not get that far in time is stopped, however much
     * better it becomes. The best weights do not depend on it. As in Keras; default none.
     *
     * @throws IllegalArgumentException if it is NaN
     */
    public EarlyStopping baseline(double baseline) {
        if (Double.isNaN(baseline)) {
            throw new IllegalArgumentException("early stopping: baseline NaN, expected a number");
        }
        return new EarlyStopping(monitor, rule, minDelta, baseline, warmUp, restoresBest);
    }

    /**
     * Does not look in the first {@code epochs} epochs, whose values are no best ones either; Keras calls it {@code start_from_epoch}.
     * Default 0.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public EarlyStopping warmUpEpochs(int epochs) {
        return new EarlyStopping(monitor, rule, minDelta, baseline, new Period(warmUp.steps, epochs), restoresBest);
    }

    /**
     * Does not look in the first {@code steps} steps, otherwise as {@link #warmUpEpochs}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public EarlyStopping warmUpSteps(long steps) {
        return new EarlyStopping(monitor, rule, minDelta, baseline, new Period(steps, warmUp.epochs), restoresBest);
    }

    /**
     * Keeps the weights and states of the best look in memory, and puts them into the model when a fit ends, whatever ended it; a
     * fit that throws leaves those of its last step, to go on with.
     */
    public EarlyStopping restoreBest() {
        return new EarlyStopping(monitor, rule, minDelta, baseline, warmUp, true);
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.TrainingStarted started) {
            begin(started, trainer);
        } else if (event instanceof TrainingEvent.StepEnded step) {
            memory.trained(monitor.valueOf(step), step.examples());
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

    private void begin(TrainingEvent.TrainingStarted started, Trainer trainer) {
        if (rule.ofErrors() && monitor.isHigherBetter(trainer)) {
            throw new IllegalArgumentException(
                    "early stopping: " + rule.name().replace('_', ' ') + " of '" + monitor.name()
                            + "', of which higher is better, expected an error; monitor val_loss, or stop by patience");
        }
        if (started.step() == 0) {
            restore(Map.of(), Map.of()); // a new run
        }
        if (fresh) {
            memory = rule.begin(started.step(), trainer.epoch());
        }
        fresh = false;
        stepsPerEpoch = started.stepsPerEpoch();
    }

    private void look(double value, long step, int epoch, Trainer trainer) {
        if (warmUp.contains(step, epoch)) {
            memory = rule.begin(step, epoch);
            return;
        }
        boolean better = (bestStep == 0 || monitor.better(value, best, minDelta, trainer))
                && trainer.model().parameters().areFinite();
        if (better) {
            best = value;
            bestStep = step;
            if (restoresBest) {
                bestWeights = Snapshot.of(trainer.model());
            }
        }
        boolean reached = Double.isNaN(baseline) || monitor.better(best, baseline, minDelta, trainer);
        String toBeat = reached ? best + " of step " + bestStep : "the baseline " + baseline;
        String reason = memory.look(new StoppingRule.Look(
                step, epoch, stepsPerEpoch, value, monitor.isHigherBetter(trainer), better && reached, toBeat));
        if (reason != null) {
            trainer.stop(monitor.name() + " " + reason);
            memory = rule.begin(step, epoch); // it begins anew if somebody calls fit again
        }
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
        String key = "early_stopping/" + monitor.name();
        // without the rule in checkpoints of before there were others
        return rule instanceof Patience ? key : key + "/" + rule.name();
    }

    @Override
    public Map<String, Double> state() {
        Map<String, Double> state = new LinkedHashMap<>(memory.state());
        if (bestStep > 0) {
            state.put("best", best);
            state.put("best_step", (double) bestStep);
        }
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
                            + " do not hold them, expected 'parameters' and 'states'; if the run was without restoreBest(),"
                            + " leave it out or begin anew, else save Trainer.arrays() with the progress");
        }
        best = state.getOrDefault("best", Double.NaN);
        bestStep = state.getOrDefault("best_step", 0.0).longValue();
        memory = rule.begin(0, 0);
        memory.restore(state);
        fresh = state.isEmpty();
        bestWeights = restoresBest && parameters != null && states != null
                ? new Snapshot(parameters.clone(), states.clone())
                : null;
    }

    /** The steps and epochs, from the first on, in which nothing is looked at. */
    private record Period(long steps, int epochs) {
        Period {
            if (steps < 0 || epochs < 0) {
                throw new IllegalArgumentException("early stopping: warm-up of "
                        + (steps < 0 ? steps + " steps" : epochs + " epochs") + ", expected 0 or more");
            }
        }

        boolean contains(long step, int epoch) {
            return step <= steps || epoch <= epochs;
        }
    }
}
