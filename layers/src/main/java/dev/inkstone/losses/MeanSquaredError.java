package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/**
 * The mean of {@code (prediction − value)²} over all elements of {@code [batch, …]}, each times the weight of its
 * example.
 */
public record MeanSquaredError() implements Loss {
    @Override
    public Tensor of(Tensor prediction, Targets targets) {
        return dev.inkstone.ops.MeanSquaredError.meanSquaredError(
                Tape.of(prediction), prediction, targets.values(), targets.weights());
    }
}
