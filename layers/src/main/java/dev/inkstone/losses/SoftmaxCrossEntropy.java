package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** Softmax cross-entropy of logits {@code [batch, classes]} with class indices {@code [batch]}; the softmax is part of it. */
public record SoftmaxCrossEntropy() implements Loss {
    @Override
    public Tensor of(Tensor logits, Targets targets) {
        return dev.inkstone.ops.SoftmaxCrossEntropy.softmaxCrossEntropy(Tape.of(logits), logits, targets.classes());
    }
}
