package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.LossTerm;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean over all elements of {@code max(0, 1 − t·y)}, where y is the score and t its sign, −1 or 1; or of its
 * square. The gradient of the first is 0 at the corner. As Keras' {@code hinge} and {@code squared_hinge}. For more
 * than two classes there is {@link MulticlassHinge}.
 *
 * <p># Shapes: scores {@code [batch, …]}, signs the same (a last axis of 1 may be missing in one of them; nothing else
 * is broadcast), or labels {@code [batch]}, 0 for −1, for scores {@code [batch]} or {@code [batch, 1]}; result a
 * scalar.
 */
public final class Hinge {
    private static final String OP = "hinge";
    private static final String SQUARED = "squared_hinge";

    private Hinge() {}

    /**
     * The loss; in a shard of a step its sum is divided by the elements of the global batch, so that shards add up.
     *
     * @param signs −1 or 1, constants: no gradient flows into them
     * @param exampleWeights {@code [batch]}, by which each example's loss is multiplied, or null; the sum is divided by
     *     the number of elements all the same
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if a sign is something else, a weight is negative or not finite, or a gradient
     *     of signs or weights is wanted
     */
    public static Tensor hinge(Tape tape, Tensor scores, Tensor signs, @Nullable Tensor exampleWeights) {
        return of(tape, OP, LossTerm.HINGE, scores, signs, exampleWeights);
    }

    /** The same with labels 0 and 1. */
    public static Tensor hinge(Tape tape, Tensor scores, IntTensor labels, @Nullable Tensor exampleWeights) {
        return hinge(tape, scores, ElementLoss.ofLabels(tape, OP, scores, labels, -1f), exampleWeights);
    }

    /** The mean of the squares, else as {@link #hinge(Tape, Tensor, Tensor, Tensor)}. */
    public static Tensor squaredHinge(Tape tape, Tensor scores, Tensor signs, @Nullable Tensor exampleWeights) {
        return of(tape, SQUARED, LossTerm.SQUARED_HINGE, scores, signs, exampleWeights);
    }

    /** The same with labels 0 and 1. */
    public static Tensor squaredHinge(Tape tape, Tensor scores, IntTensor labels, @Nullable Tensor exampleWeights) {
        return squaredHinge(tape, scores, ElementLoss.ofLabels(tape, SQUARED, scores, labels, -1f), exampleWeights);
    }

    private static Tensor of(Tape tape, String op, LossTerm f, Tensor scores, Tensor signs, @Nullable Tensor weights) {
        return ElementLoss.of(tape, op, f, 0f, ElementLoss.Targets.SIGNS, scores, signs, weights);
    }
}
