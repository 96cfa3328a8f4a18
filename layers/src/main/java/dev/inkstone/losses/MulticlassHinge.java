package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/**
 * The mean over the examples, each times its weight, of {@code Σ max(0, margin − x[label] + x[j]) / classes} over
 * {@code j ≠ label}, for scores x {@code [batch, classes]} and class indices {@code [batch]}; as PyTorch's {@code
 * multi_margin_loss}.
 *
 * @param margin by how much the right score should lead; 1 is the usual value
 */
public record MulticlassHinge(float margin) implements Loss {
    /** @throws IllegalArgumentException if the margin is not a finite number above 0 */
    public MulticlassHinge {
        dev.inkstone.ops.MulticlassHinge.checkMargin("multiclassHinge", margin);
    }

    /** The same with this margin. */
    public MulticlassHinge margin(double margin) {
        return new MulticlassHinge((float) margin);
    }

    @Override
    public Tensor of(Tensor scores, Targets targets) {
        return dev.inkstone.ops.MulticlassHinge.multiclassHinge(
                Tape.of(scores), scores, targets.classes(), margin, targets.weights());
    }
}
