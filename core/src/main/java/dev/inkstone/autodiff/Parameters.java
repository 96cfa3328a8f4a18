package dev.inkstone.autodiff;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All parameters of a model as slices of one contiguous array, and all its other state as slices of a second one, both in the
 * order in which they were declared. Gradients and optimizer slots have the layout of the first.
 */
public final class Parameters {
    private final float[] values;
    private final float[] states;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, State> stateByName = new LinkedHashMap<>();

    /**
     * Parameters and states filled with zeros.
     *
     * @param parameterShapes shape by name, in order
     * @param stateShapes shape by name, in order
     * @throws ShapeException if they have more than {@code Integer.MAX_VALUE} elements together
     */
    public Parameters(Map<String, Shape> parameterShapes, Map<String, Shape> stateShapes) {
        values = new float[total("parameters", parameterShapes)];
        states = new float[total("states", stateShapes)];
        int offset = 0;
        for (var entry : parameterShapes.entrySet()) {
            parameters.put(entry.getKey(), new Parameter(this, entry.getKey(), offset, entry.getValue()));
            offset += entry.getValue().size();
        }
        offset = 0;
        for (var entry : stateShapes.entrySet()) {
            stateByName.put(entry.getKey(), new State(this, entry.getKey(), offset, entry.getValue()));
            offset += entry.getValue().size();
        }
    }

    /** The array behind all parameters; not a copy. */
    public float[] values() {
        return values;
    }

    /** The array behind all states; not a copy. */
    public float[] states() {
        return states;
    }

    /** The number of trainable values. */
    public int count() {
        return values.length;
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
            throw new IllegalArgumentException("parameter '" + name + "': unknown, expected one of " + parameters.keySet());
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
            throw new IllegalArgumentException("state '" + name + "': unknown, expected one of " + stateByName.keySet());
        }
        return found;
    }

    private static int total(String what, Map<String, Shape> shapes) {
        long total = shapes.values().stream().mapToLong(Shape::size).sum();
        if (total > Integer.MAX_VALUE - 8) {
            throw new ShapeException(what + ": " + total + " elements in all, expected at most " + (Integer.MAX_VALUE - 8)
                    + "; make the layers smaller");
        }
        return (int) total;
    }
}
