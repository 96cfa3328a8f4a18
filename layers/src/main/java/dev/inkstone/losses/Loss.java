package dev.inkstone.losses;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;

/** What training minimises: the mean over the examples of the global batch. */
@FunctionalInterface
public interface Loss {
    /**
     * The loss as a scalar on the tape that made {@code prediction}.
     *
     * @param prediction the output of {@code model.forward(inputs, tape)}
     * @param targets what it should have been
     */
    Tensor of(Tensor prediction, Targets targets);

    /**
     * As {@link #of(Tensor, Targets)} for one class index of each example.
     *
     * @param labels {@code [batch]}
     */
    default Tensor of(Tensor prediction, IntTensor labels) {
        return of(prediction, Targets.of(labels));
    }

    /**
     * As {@link #of(Tensor, Targets)} for values.
     *
     * @param values {@code [batch, …]}
     */
    default Tensor of(Tensor prediction, Tensor values) {
        return of(prediction, Targets.of(values));
    }
}
