package dev.inkstone.losses;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;

/** What training minimises: the mean over the examples of the global batch. */
public interface Loss {
    /**
     * The loss as a scalar on the tape that made {@code prediction}.
     *
     * @param prediction the output of {@code model.forward(inputs, tape)}
     * @param labels one class index for each example
     */
    Tensor of(Tensor prediction, IntTensor labels);
}
