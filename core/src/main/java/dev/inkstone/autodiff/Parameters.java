package dev.inkstone.autodiff;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** The number of trainable values. */
    public int count() {
        return (int) count;
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
