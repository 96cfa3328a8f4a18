package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** The sigmoid in three straight lines. */
public final class HardSigmoid {
    private HardSigmoid() {}

    /** (x + 3) / 6 between 0 and 1, element by element, as in PyTorch and Keras 3; the gradient at ±3 is 0. Any shape. */
    public static Tensor hardSigmoid(Tape tape, Tensor x) {
        return Activation.HARD_SIGMOID.apply(tape, x);
    }
}
