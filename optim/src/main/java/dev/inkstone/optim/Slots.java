package dev.inkstone.optim;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.StateUpdate;
import dev.inkstone.layers.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all optimizers remember: the model they belong to, the steps made and the slots. */
final class Slots {
    private final String kind;
    private final List<String> names;
    private final Map<String, float[]> arrays = new LinkedHashMap<>();
    private @Nullable Parameters owner;
    private long step;

    Slots(String kind, List<String> names) {
        this.kind = kind;
        this.names = names;
    }

    /**
     * Checks that model, gradients and slots belong together and that all can be read, before anything changes; slots exist from
     * now on.
     *
     * @return the number of this step, which counts once {@link #end} is called
     */
    long begin(Model model, Gradients gradients) {
        Parameters parameters = model.parameters();
        if (owner != null && owner != parameters) {
            throw new IllegalStateException(
                    kind + ": step on a second model, expected the model of the earlier steps, to which"
                            + " the momentum belongs; make an optimizer for each model");
        }
        if (gradients.parameters() != parameters) {
            throw new IllegalArgumentException(
                    kind + ": gradients of another model, expected those of the model that is"
                            + " stepped; use the gradients of a tape on which this model's forward ran");
        }
        gradients.flat().array(); // throws if its tape is closed
        gradients.stateUpdates().forEach(update -> update.batch().array());
        if (owner == null) {
            names.forEach(name -> claim(name, parameters.count()));
            owner = parameters;
        }
        return step + 1;
    }

    /** Ends the step, whose parameters have been changed: applies what it does to batch-norm statistics, and counts it. */
    void end(Gradients gradients) {
        applyStateUpdates(gradients);
        step++;
    }

    private void claim(String name, int length) {
        int given = arrays.computeIfAbsent(name, n -> new float[length]).length;
        if (given != length) {
            throw new IllegalArgumentException(
                    kind + ": restored slot '" + name + "' has " + given + " values, expected " + length
                            + ", the number of trainable values of the model; restore the state that was saved with it");
        }
    }

    float[] get(String name) {
        float[] array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException(kind + ": slot '" + name + "' does not exist, expected one of " + names);
        }
        return array;
    }

    /** The steps made. */
    long step() {
        return step;
    }

    OptimizerState state() {
        Map<String, float[]> copies = new LinkedHashMap<>();
        arrays.forEach((name, array) -> copies.put(name, array.clone()));
        return new OptimizerState(kind, step, copies);
    }

    void restore(OptimizerState state) {
        boolean begun = state.step() > 0;
        if (!state.kind().equals(kind) || (begun && !state.slots().keySet().containsAll(names))) {
            throw new IllegalArgumentException(kind + ": state of '" + state.kind() + "' with slots "
                    + state.slots().keySet() + ", expected '" + kind + "' with slots " + names
                    + "; build the optimizer with the settings it was saved with");
        }
        arrays.clear();
        for (String name : names) {
            float[] saved = state.slots().get(name);
            if (saved != null) {
                arrays.put(name, saved.clone());
            }
        }
        owner = null;
        step = state.step();
    }

    private static void applyStateUpdates(Gradients gradients) {
        for (StateUpdate update : gradients.stateUpdates()) {
            float[] state = update.state().value().array();
            float[] batch = update.batch().array();
            int to = update.state().value().offset();
            int from = update.batch().offset();
            float momentum = update.momentum();
            for (int i = 0; i < update.state().shape().size(); i++) {
                state[to + i] = Math.fma(momentum, state[to + i], (1f - momentum) * batch[from + i]);
            }
        }
    }

    /** A setting in [0, 1), as the float32 that kernels use too. */
    static double share(String label, double value) {
        if (!(value >= 0 && (float) value < 1)) {
            throw new IllegalArgumentException(
                    label + " " + value + ", expected 0 (inclusive) to 1 (exclusive)" + rounded(value));
        }
        return value;
    }

    /** A setting above 0, as the float32 that kernels use too. */
    static double positive(String label, double value, String advice) {
        if (!((float) value > 0 && (float) value < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    label + " " + value + ", expected a finite number above 0" + rounded(value) + "; " + advice);
        }
        return value;
    }

    /** A setting of 0 or more, as the float32 that kernels use too; one above 0 must not become 0 there. */
    static double notNegative(String label, double value, String advice) {
        boolean vanishes = value > 0 && (float) value == 0;
        if (!(value >= 0 && (float) value < Float.POSITIVE_INFINITY) || vanishes) {
            throw new IllegalArgumentException(
                    label + " " + value + ", expected a finite number of 0 or more" + rounded(value) + "; " + advice);
        }
        return value;
    }

    /** What a number that is in range itself becomes. */
    private static String rounded(double value) {
        boolean special = !Double.isFinite(value) || value == 0 || value == 1;
        boolean lost = (float) value == 0 || (float) value == 1 || !Float.isFinite((float) value);
        return lost && !special ? " (as float32 it is " + (float) value + ")" : "";
    }
}
