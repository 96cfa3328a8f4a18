package dev.inkstone.autodiff;

import dev.inkstone.tensor.Tensor;

/** The backward half of an op: turns the gradient of its output into the gradients of its inputs. */
@FunctionalInterface
public interface Backward {
    /**
     * Hands the gradient of each input that {@link BackwardPass#needs} one to {@code pass}.
     *
     * @param gradient of the op's output; must not be changed but through {@link BackwardPass#over}
     */
    void backward(Tensor gradient, BackwardPass pass);
}
