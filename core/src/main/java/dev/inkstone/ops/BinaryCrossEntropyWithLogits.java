package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.LossTerm;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean over all elements of {@code −p·t·log(s) − (1 − t)·log(1 − s)}, where s is the sigmoid of the logit, t the
 * target and p the weight of the positive class; computed from the logits, so that nothing overflows. For yes or no,
 * and for several labels at once.
 *
 * <p># Shapes: logits {@code [batch, …]}, targets the same (a last axis of 1 may be missing in one of them; nothing
 * else is broadcast), or labels {@code [batch]} for logits {@code [batch]} or {@code [batch, 1]}; result a scalar.
 */
public final class BinaryCrossEntropyWithLogits {
    private static final String OP = "binary_cross_entropy_with_logits";

    private BinaryCrossEntropyWithLogits() {}

    /** The loss without weights, as {@link #binaryCrossEntropyWithLogits(Tape, Tensor, Tensor, float, Tensor)}. */
    public static Tensor binaryCrossEntropyWithLogits(Tape tape, Tensor logits, Tensor targets) {
        return binaryCrossEntropyWithLogits(tape, logits, targets, 1f, null);
    }

    /** The loss of labels 0 and 1 without weights. */
    public static Tensor binaryCrossEntropyWithLogits(Tape tape, Tensor logits, IntTensor labels) {
        return binaryCrossEntropyWithLogits(tape, logits, labels, 1f, null);
    }

    /** The loss of labels 0 and 1, as {@link #binaryCrossEntropyWithLogits(Tape, Tensor, Tensor, float, Tensor)}. */
    public static Tensor binaryCrossEntropyWithLogits(
            Tape tape, Tensor logits, IntTensor labels, float positiveWeight, @Nullable Tensor exampleWeights) {
        Tensor targets = ElementLoss.ofLabels(tape, OP, logits, labels, 0f);
        return binaryCrossEntropyWithLogits(tape, logits, targets, positiveWeight, exampleWeights);
    }

    /**
     * The loss; in a shard of a step its sum is divided by the elements of the global batch, so that shards add up.
     *
     * @param targets in 0 … 1, constants: no gradient flows into them
     * @param positiveWeight p, as PyTorch's {@code pos_weight} with one number: above 1 it makes a missed positive
     *     dearer; 1 for none
     * @param exampleWeights {@code [batch]}, by which each example's loss is multiplied, or null; the sum is divided by
     *     the number of elements all the same
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if a target or a weight is out of range, a gradient of targets or weights is
     *     wanted, or the logits are the output of a sigmoid or a softmax, reshaped or not
     */
    public static Tensor binaryCrossEntropyWithLogits(
            Tape tape, Tensor logits, Tensor targets, float positiveWeight, @Nullable Tensor exampleWeights) {
        checkPositiveWeight(tape.label(OP), positiveWeight);
        BatchLoss.requireRaw(tape, tape.label(OP), logits, "sigmoid");
        return ElementLoss.of(
                tape,
                OP,
                LossTerm.BINARY_CROSS_ENTROPY,
                positiveWeight,
                ElementLoss.Targets.FRACTIONS,
                logits,
                targets,
                exampleWeights);
    }

    /** @throws IllegalArgumentException if {@code weight} is not a finite number above 0 */
    public static void checkPositiveWeight(String label, float weight) {
        if (!(weight > 0 && weight < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(label + ": positive weight " + weight
                    + ", expected a finite number above 0; negatives divided by positives balances the two");
        }
    }
}
