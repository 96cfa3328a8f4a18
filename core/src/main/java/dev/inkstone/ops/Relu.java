package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** The rectified linear unit. */
public final class Relu {
    private Relu() {}

    /** max(x, 0) element by element; the gradient at 0 is 0. Any shape. */
    public static Tensor relu(Tape tape, Tensor x) {
        return Activation.RELU.apply(tape, x);
    }
}
