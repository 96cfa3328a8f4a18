package dev.inkstone.training;

import dev.inkstone.layers.Model;

/**
 * A copy of all that training changes in a model.
 *
 * @param parameters in the order of the model
 * @param states batch-norm statistics and the like, in the order of the model
 */
public record Snapshot(float[] parameters, float[] states) {
    /** As {@code model} is now. */
    public static Snapshot of(Model model) {
        return new Snapshot(
                model.parameters().values().clone(), model.parameters().states().clone());
    }

    /**
     * Puts the copy back.
     *
     * @throws IllegalArgumentException if the model has other sizes; it is unchanged then
     */
    public void restore(Model model) {
        float[] values = model.parameters().values();
        float[] modelStates = model.parameters().states();
        if (values.length != parameters.length || modelStates.length != states.length) {
            throw new IllegalArgumentException("snapshot: " + parameters.length + " parameter and " + states.length
                    + " state values, expected " + values.length + " and " + modelStates.length
                    + " as the model has; restore into the model that it was taken from");
        }
        System.arraycopy(parameters, 0, values, 0, values.length);
        System.arraycopy(states, 0, modelStates, 0, modelStates.length);
    }
}
