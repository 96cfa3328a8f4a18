package dev.inkstone.optim;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.layers.Model;

/**
 * Turns gradients into better parameters. Its state (momentum, moments) is data: slots over the same contiguous array as the
 * parameters, allocated when the first step is made. An optimizer belongs to the model of its first step, and to one thread.
 */
public interface Optimizer {
    /**
     * Makes one step: changes all parameters of {@code model}, then its states (batch-norm statistics) by {@code state =
     * momentum·state + (1 − momentum)·batch}, in the order of the forward pass.
     *
     * <p>A step that throws one of these has changed nothing and does not count.
     *
     * @throws IllegalStateException if earlier steps were made on another model, or the tape of the gradients is closed
     * @throws IllegalArgumentException if the gradients belong to another model, or a restored slot has another length
     */
    void step(Model model, Gradients gradients);

    /** The learning rate of the next step. */
    double learningRate();

    /**
     * Multiplies the learning rate of all steps to come; 1 at the start. A setting and no part of {@link #state}: who sets it (a
     * callback that waits for a plateau) remembers it.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     * @throws UnsupportedOperationException by default
     */
    default void scaleLearningRate(double factor) {
        throw new UnsupportedOperationException(this + ": the learning rate cannot be changed, expected an optimizer"
                + " that implements scaleLearningRate; the built-in ones do");
    }

    /** A copy of all that the next step depends on besides the settings. */
    OptimizerState state();

    /**
     * Goes on from {@code state}, which is copied.
     *
     * @throws IllegalArgumentException if it is the state of another kind of optimizer
     */
    void restore(OptimizerState state);
}
