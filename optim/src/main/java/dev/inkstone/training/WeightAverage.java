package dev.inkstone.training;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.layers.Model;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exponential moving average of weights and states (Polyak averaging): after the first step a copy, after each later one {@code
 * average = decay·average + (1 − decay)·value}, as in PyTorch's {@code AveragedModel} with buffers. With {@link #warmUp} the average
 * is not held back by the first weights.
 *
 * <p>The trainer validates with the averages, and tells {@link TrainingEvent.Validated} while they are in the model, so what keeps
 * the best model by a value of the validation data keeps averages; by {@code loss} or another value of the training batches, which
 * are those of the weights themselves, it keeps these. Training goes on with the weights themselves. At the end {@link #applyTo}
 * takes the averages over. One run at a time.
 */
public final class WeightAverage implements Callback, Resumable {
    private final double decay;
    private final boolean warmUp;
    private long steps;
    private @Nullable Snapshot average;

    private WeightAverage(double decay, boolean warmUp) {
        boolean rounded = decay < 1 && (float) decay == 1; // then the average would never move
        if (!(decay >= 0 && decay < 1) || rounded) {
            throw new IllegalArgumentException("weight average: decay " + decay
                    + ", expected 0 (inclusive) to 1 (exclusive)" + (rounded ? " (as float32 it is 1.0)" : "")
                    + "; 0.999 averages over about 1000 steps");
        }
        this.decay = decay;
        this.warmUp = warmUp;
    }

    /**
     * An average in which the old one has this share in each step.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public static WeightAverage withDecay(double decay) {
        return new WeightAverage(decay, false);
    }

    /**
     * A new average of this decay, but with {@code (1 + steps) / (10 + steps)} in its place as long as that is smaller: at first it
     * is one over about the last tenth of all steps (as TensorFlow's {@code ExponentialMovingAverage} with {@code num_updates}).
     */
    public WeightAverage warmUp() {
        return new WeightAverage(decay, true);
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.TrainingStarted && event.step() == 0) {
            restore(Map.of(), Map.of()); // a new run
        } else if (event instanceof TrainingEvent.StepEnded) {
            update(trainer.model());
        }
    }

    /** Takes the weights of {@code model} into the average; for a loop of one's own, after each step. */
    public void update(Model model) {
        Snapshot old = average;
        if (old == null) {
            average = Snapshot.of(model);
        } else {
            check(old, model);
            mix(model.parameters().values(), old.parameters());
            mix(model.parameters().states(), old.states());
        }
        steps++;
    }

    private void mix(float[] values, float[] into) {
        float kept = (float) (warmUp ? Math.min(decay, (1.0 + steps) / (10.0 + steps)) : decay);
        // the shares add up to 1 after rounding too: an average of equal weights is these weights
        Kernels.active().updates().mix(into.length, 1 - kept, values, 0, kept, into, 0);
    }

    /** The steps averaged over so far. */
    public long steps() {
        return steps;
    }

    /**
     * What {@code action} gives while the averages are in {@code model}, for example {@code average.applied(model, () ->
     * trainer.evaluate(test))}; then the weights are as they were.
     *
     * @throws IllegalStateException before the first step
     * @throws IllegalArgumentException if it is another model
     */
    public <T> T applied(Model model, Supplier<T> action) {
        Snapshot own = Snapshot.of(model);
        applyTo(model);
        try {
            return action.get();
        } finally {
            own.restore(model);
        }
    }

    /**
     * Overwrites the weights and states of {@code model} with the averages.
     *
     * @throws IllegalStateException before the first step
     * @throws IllegalArgumentException if it is another model; it is unchanged then
     */
    public void applyTo(Model model) {
        Snapshot now = average;
        if (now == null) {
            throw new IllegalStateException(
                    "weight average: of no step, expected one at least; give it to Trainer.callbacks and train");
        }
        now.restore(model);
    }

    private static void check(Snapshot average, Model model) {
        if (average.parameters().length != model.parameters().count()
                || average.states().length != model.parameters().states().length) {
            throw new IllegalArgumentException("weight average: model with "
                    + model.parameters().count() + " parameter values, expected " + average.parameters().length
                    + " as before; make an average for each model");
        }
    }

    @Override
    public String key() {
        return "weight_average";
    }

    @Override
    public Map<String, Double> state() {
        return steps == 0 ? Map.of() : Map.of("steps", (double) steps);
    }

    @Override
    public Map<String, float[]> arrays() {
        return average == null ? Map.of() : Map.of("parameters", average.parameters(), "states", average.states());
    }

    @Override
    public void restore(Map<String, Double> state, Map<String, float[]> arrays) {
        float[] parameters = arrays.get("parameters");
        float[] states = arrays.get("states");
        long saved = state.getOrDefault("steps", 0.0).longValue();
        if (saved > 0 && (parameters == null || states == null)) {
            throw new IllegalArgumentException("weight average: arrays " + arrays.keySet()
                    + " do not hold it, expected 'parameters' and 'states'; save Trainer.arrays() with the progress");
        }
        steps = saved;
        average = saved > 0 && parameters != null && states != null
                ? new Snapshot(parameters.clone(), states.clone())
                : null;
    }
}
