package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/**
 * The mean of {@code |prediction − value|} over all elements of {@code [batch, …]}, each times the weight of its
 * example.
 */
public record MeanAbsoluteError() implements Loss {
    @Override
    public Tensor of(Tensor prediction, Targets targets) {
        return dev.inkstone.ops.MeanAbsoluteError.meanAbsoluteError(
                Tape.of(prediction), prediction, targets.values(), targets.weights());
    }
}
