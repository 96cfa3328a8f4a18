package dev.inkstone.autodiff;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a model as slices of one contiguous array, and all its other state as slices of a second one, both in the
 * order in which they were declared. Gradients and optimizer slots have the layout of the first.
 */
public final class Parameters {
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, State> stateByName = new LinkedHashMap<>();
    private float @Nullable [] values;
    private float @Nullable [] states;
    private long count;
    private long stateCount;
    private int freezes;

    /**
     * Declares the next parameter; it has a value once {@link #allocate} has been called.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public Parameter declare(String name, Shape shape) {
        Parameter parameter = new Parameter(this, name, claim(name, count), shape);
        parameters.put(name, parameter);
        count += shape.size();
        return parameter;
    }

    /**
     * Declares the next state; it has a value once {@link #allocate} has been called.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public State declareState(String name, Shape shape) {
        State state = new State(this, name, claim(name, stateCount), shape);
        stateByName.put(name, state);
        stateCount += shape.size();
        return state;
    }

    /** Makes the two arrays, filled with zeros; nothing can be declared after that. */
    public Parameters allocate() {
        claim("(last)", Math.max(count, stateCount));
        values = new float[(int) count];
        states = new float[(int) stateCount];
        parameters.values().forEach(Parameter::bind);
        stateByName.values().forEach(State::bind);
        return this;
    }

    /** The array behind all parameters; not a copy. */
    public float[] values() {
        return allocated(values);
    }

    /** The array behind all states; not a copy. */
    public float[] states() {
        return allocated(states);
    }

    /** Whether no parameter and no state is NaN or infinite. */
    public boolean areFinite() {
        return areFinite(values()) && areFinite(states());
    }

    private static boolean areFinite(float[] array) {
        for (float value : array) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** The number of trainable values, frozen ones included. */
    public int count() {
        return (int) count;
    }

    /** How many of the {@link #count} values are frozen. */
    public int frozenCount() {
        return parameters.values().stream()
                .filter(Parameter::isFrozen)
                .mapToInt(parameter -> parameter.shape().size())
                .sum();
    }

    /** The parameters in order. */
    public List<Parameter> list() {
        return new ArrayList<>(parameters.values());
    }

    /** The states in order. */
    public List<State> stateList() {
        return new ArrayList<>(stateByName.values());
    }

    /**
     * A parameter by its path.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public Parameter get(String name) {
        Parameter found = parameters.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "': unknown, expected one of " + parameters.keySet());
        }
        return found;
    }

    /**
     * A state by its path.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public State state(String name) {
        State found = stateByName.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "state '" + name + "': unknown, expected one of " + stateByName.keySet());
        }
        return found;
    }

    /**
     * Takes the parameters and states whose names {@code names} accepts out of the training, until {@link #unfreeze}: tapes
     * compute no gradients for them and optimizers leave them as they are. Where all parameters of a layer are frozen its states
     * are too, and a batch norm with frozen states normalises with them.
     *
     * <p>Not part of what is saved: freeze again after loading.
     *
     * @return the names of all frozen parameters
     * @throws IllegalArgumentException if {@code names} accepts nothing; the message lists what there is
     */
    public List<String> freeze(Predicate<String> names) {
        if (parameters.keySet().stream().noneMatch(names)
                && stateByName.keySet().stream().noneMatch(names)) {
            throw new IllegalArgumentException(
                    "freeze: accepts no parameter or state of the model, expected one at least; they are called "
                            + parameters.keySet() + (stateByName.isEmpty() ? "" : " and " + stateByName.keySet()));
        }
        return freeze(names, true);
    }

    /**
     * Undoes {@link #freeze} for the names that {@code names} accepts.
     *
     * @return the names of the parameters that are still frozen
     */
    public List<String> unfreeze(Predicate<String> names) {
        return freeze(names, false);
    }

    /** Changes with every call of {@link #freeze} and {@link #unfreeze}, so that what was derived can be recognised as old. */
    public int freezes() {
        return freezes;
    }

    private List<String> freeze(Predicate<String> names, boolean frozen) {
        freezes++;
        parameters.values().stream().filter(p -> names.test(p.name())).forEach(p -> p.freeze(frozen));
        stateByName.values().stream().filter(s -> names.test(s.name())).forEach(s -> s.freeze(frozen));
        stateByName.values().forEach(s -> s.freezeWithLayer(layerFrozen(s.name())));
        return parameters.values().stream()
                .filter(Parameter::isFrozen)
                .map(Parameter::name)
                .toList();
    }

    /** Whether the layer that {@code name} belongs to has parameters of its own and all are frozen. */
    private boolean layerFrozen(String name) {
        String layer = name.substring(0, name.lastIndexOf('/') + 1);
        List<Parameter> beside = parameters.values().stream()
                .filter(p -> p.name().startsWith(layer) && p.name().indexOf('/', layer.length()) < 0)
                .toList();
        return !beside.isEmpty() && beside.stream().allMatch(Parameter::isFrozen);
    }

    private int claim(String name, long offset) {
        if (values != null) {
            throw new IllegalStateException(
                    "parameter '" + name + "': declared after the model was built, expected before");
        }
        if (parameters.containsKey(name) || stateByName.containsKey(name)) {
            throw new IllegalArgumentException("parameter '" + name + "': declared twice, expected names of their own;"
                    + " give the layers different names with named(…)");
        }
        if (offset > Integer.MAX_VALUE - 8) {
            throw new ShapeException("parameter '" + name + "': more than " + (Integer.MAX_VALUE - 8)
                    + " values in all before it, expected fewer; make the layers smaller");
        }
        return (int) offset;
    }

    private static float[] allocated(float @Nullable [] array) {
        if (array == null) {
            throw new IllegalStateException(
                    "parameters: have no values yet, expected after allocate(); read them once the model is built");
        }
        return array;
    }
}
