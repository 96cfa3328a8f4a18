package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/**
 * The mean over all elements of {@code [batch, …]} of {@code d²/2} for {@code |d| ≤ delta}, else {@code delta·(|d| −
 * delta/2)}, where {@code d = prediction − value}, each times the weight of its example.
 *
 * @param delta where it becomes linear; 1 is the usual value
 */
public record Huber(float delta) implements Loss {
    /** @throws IllegalArgumentException if delta is not a finite number above 0 */
    public Huber {
        dev.inkstone.ops.Huber.checkDelta("huber", delta);
    }

    @Override
    public Tensor of(Tensor prediction, Targets targets) {
        return dev.inkstone.ops.Huber.huber(
                Tape.of(prediction), prediction, targets.values(), delta, targets.weights());
    }
}
