package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.LossTerm;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean over all elements of {@code |prediction − target|}; the gradient is 0 where they are equal.
 *
 * <p># Shapes: prediction {@code [batch, …]}, target the same (a last axis of 1 may be missing in one of them; nothing
 * else is broadcast), result a scalar.
 */
public final class MeanAbsoluteError {
    private static final String OP = "mean_absolute_error";

    private MeanAbsoluteError() {}

    /** The loss without weights, as {@link #meanAbsoluteError(Tape, Tensor, Tensor, Tensor)}. */
    public static Tensor meanAbsoluteError(Tape tape, Tensor prediction, Tensor target) {
        return meanAbsoluteError(tape, prediction, target, null);
    }

    /**
     * The loss; in a shard of a step its sum is divided by the elements of the global batch, so that shards add up.
     *
     * @param target constants: no gradient flows into them
     * @param exampleWeights {@code [batch]}, by which each example's loss is multiplied, or null; the sum is divided by
     *     the number of elements all the same
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if a target is not finite, a weight is negative or not finite, or a gradient of
     *     targets or weights is wanted
     */
    public static Tensor meanAbsoluteError(
            Tape tape, Tensor prediction, Tensor target, @Nullable Tensor exampleWeights) {
        return ElementLoss.of(
                tape, OP, LossTerm.ABSOLUTE, 0f, ElementLoss.Targets.NUMBERS, prediction, target, exampleWeights);
    }
}
