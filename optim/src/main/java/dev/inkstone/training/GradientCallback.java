package dev.inkstone.training;

import dev.inkstone.autodiff.Gradients;

/** A callback that also looks at the gradients of each step. */
public interface GradientCallback extends Callback {
    /**
     * Called in each step before the optimizer is, with the gradients that it will get: not clipped yet, of the whole step where that
     * has shards or accumulates batches. They live until this returns and must not be changed. {@link Trainer#step} is still the
     * number of steps before. An exception ends the run; the step has not been made then.
     */
    void onGradients(Gradients gradients, Trainer trainer);
}
