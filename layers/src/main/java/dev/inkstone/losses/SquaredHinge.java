package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/**
 * The mean over all elements of {@code max(0, 1 − t·y)²}, where y is the score {@code [batch, …]} and t its sign, each
 * times the weight of its example. Values are −1 or 1; labels are 0 (for −1) or 1, for scores {@code [batch]} or {@code
 * [batch, 1]}.
 */
public record SquaredHinge() implements Loss {
    @Override
    public Tensor of(Tensor scores, Targets targets) {
        Tape tape = Tape.of(scores);
        return targets.areClasses()
                ? dev.inkstone.ops.Hinge.squaredHinge(tape, scores, targets.classes(), targets.weights())
                : dev.inkstone.ops.Hinge.squaredHinge(tape, scores, targets.values(), targets.weights());
    }
}
