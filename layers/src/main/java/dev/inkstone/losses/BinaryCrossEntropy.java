package dev.inkstone.losses;

import static dev.inkstone.ops.BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.BinaryCrossEntropyWithLogits;
import dev.inkstone.tensor.Tensor;

/**
 * Binary cross-entropy of logits {@code [batch, …]} with values of that shape in 0 … 1, or of logits {@code [batch]} or
 * {@code [batch, 1]} with labels 0 and 1; the sigmoid is part of it. The mean over all elements, each times the weight
 * of its example.
 *
 * @param positiveWeight by which the term of the positive class is multiplied; 1 for none
 */
public record BinaryCrossEntropy(float positiveWeight) implements Loss {
    /** @throws IllegalArgumentException if the weight is not a finite number above 0 */
    public BinaryCrossEntropy {
        BinaryCrossEntropyWithLogits.checkPositiveWeight("binaryCrossEntropy", positiveWeight);
    }

    /** The same with this weight of the positive class; negatives divided by positives balances the two. */
    public BinaryCrossEntropy positiveWeight(double positiveWeight) {
        return new BinaryCrossEntropy((float) positiveWeight);
    }

    @Override
    public Tensor of(Tensor logits, Targets targets) {
        Tape tape = Tape.of(logits);
        return targets.areClasses()
                ? binaryCrossEntropyWithLogits(tape, logits, targets.classes(), positiveWeight, targets.weights())
                : binaryCrossEntropyWithLogits(tape, logits, targets.values(), positiveWeight, targets.weights());
    }
}
