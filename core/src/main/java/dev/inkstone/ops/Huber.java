package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.LossTerm;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean over all elements of {@code d²/2} for {@code |d| ≤ delta}, else {@code delta·(|d| − delta/2)}, where {@code
 * d = prediction − target} (Huber, 1964): quadratic near 0, linear far away. As Keras' Huber and PyTorch's HuberLoss;
 * PyTorch's SmoothL1Loss is this divided by delta.
 *
 * <p># Shapes: prediction {@code [batch, …]}, target the same (a last axis of 1 may be missing in one of them; nothing
 * else is broadcast), result a scalar.
 */
public final class Huber {
    private static final String OP = "huber";

    private Huber() {}

    /** The loss without weights, as {@link #huber(Tape, Tensor, Tensor, float, Tensor)}. */
    public static Tensor huber(Tape tape, Tensor prediction, Tensor target, float delta) {
        return huber(tape, prediction, target, delta, null);
    }

    /**
     * The loss; in a shard of a step its sum is divided by the elements of the global batch, so that shards add up.
     *
     * @param target constants: no gradient flows into them
     * @param delta where it becomes linear; 1 is the usual value
     * @param exampleWeights {@code [batch]}, by which each example's loss is multiplied, or null; the sum is divided by
     *     the number of elements all the same
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if delta is not above 0, a target is not finite, a weight is negative or not
     *     finite, or a gradient of targets or weights is wanted
     */
    public static Tensor huber(
            Tape tape, Tensor prediction, Tensor target, float delta, @Nullable Tensor exampleWeights) {
        checkDelta(tape.label(OP), delta);
        return ElementLoss.of(
                tape, OP, LossTerm.HUBER, delta, ElementLoss.Targets.NUMBERS, prediction, target, exampleWeights);
    }

    /** @throws IllegalArgumentException if {@code delta} is not a finite number above 0 */
    public static void checkDelta(String label, float delta) {
        if (!(delta > 0 && delta < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    label + ": delta " + delta + ", expected a finite number above 0; 1 is the usual value");
        }
    }
}
