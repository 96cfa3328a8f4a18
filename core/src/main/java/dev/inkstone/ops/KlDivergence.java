package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean over the batch of {@code Σ t·(log t − log p)}, the Kullback–Leibler divergence of the target probabilities t
 * and p, the softmax of the logits; 0·log 0 is 0. Takes logits, so that log p is exact where p is tiny: Keras' {@code
 * kl_divergence} takes probabilities p, which it clips to 1e-7 … 1, and PyTorch's {@code kl_div} takes log p, which
 * equals this for {@code kl_div(log_softmax(logits), t, reduction="batchmean")}; its reduction "mean" also divides by
 * the classes. The gradient is that of {@link SoftmaxCrossEntropy} with t: the two differ by the entropy of t, a
 * constant.
 *
 * <p># Shapes: logits and target probabilities {@code [batch, classes]}, result a scalar.
 */
public final class KlDivergence {
    private static final String OP = "kl_divergence";

    private KlDivergence() {}

    /** The loss without weights, as {@link #klDivergence(Tape, Tensor, Tensor, Tensor)}. */
    public static Tensor klDivergence(Tape tape, Tensor logits, Tensor probabilities) {
        return klDivergence(tape, logits, probabilities, null);
    }

    /**
     * The loss; in a shard of a step its sum is divided by the size of the global batch, so that shards add up.
     *
     * @param probabilities t, constants: no gradient flows into them
     * @param exampleWeights {@code [batch]}, by which each example's loss is multiplied, or null; the sum is divided by
     *     the number of examples all the same
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if a row of targets is no distribution (its sum may be off by 1e-4), a weight is
     *     negative or not finite, a gradient of targets or weights is wanted, or the logits are the output of a softmax
     */
    public static Tensor klDivergence(Tape tape, Tensor logits, Tensor probabilities, @Nullable Tensor exampleWeights) {
        String label = tape.label(OP);
        BatchLoss.requireLogits(tape, label, logits);
        BatchLoss.requireDistributions(tape, label, logits, probabilities);
        BatchLoss.requireWeights(tape, label, exampleWeights, logits.shape().dim(0));
        return TargetLoss.of(tape, OP, true, logits, probabilities, exampleWeights);
    }
}
