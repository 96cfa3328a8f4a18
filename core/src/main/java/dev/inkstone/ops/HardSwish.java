package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** Swish with the {@link HardSigmoid} (Howard et al., MobileNetV3, 2019). */
public final class HardSwish {
    private HardSwish() {}

    /** x times the hard sigmoid of x, element by element; 0 at −∞; the gradient at −3 is 0, at 3 it is 1. Any shape. */
    public static Tensor hardSwish(Tape tape, Tensor x) {
        return Activation.HARD_SWISH.apply(tape, x);
    }
}
