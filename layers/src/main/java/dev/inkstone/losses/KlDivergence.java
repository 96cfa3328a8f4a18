package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/**
 * The Kullback–Leibler divergence {@code Σ t·(log t − log p)} of target probabilities t {@code [batch, classes]} and p,
 * the softmax of the logits of that shape: the mean over the examples, each times its weight.
 */
public record KlDivergence() implements Loss {
    @Override
    public Tensor of(Tensor prediction, Targets targets) {
        return dev.inkstone.ops.KlDivergence.klDivergence(
                Tape.of(prediction), prediction, targets.values(), targets.weights());
    }
}
