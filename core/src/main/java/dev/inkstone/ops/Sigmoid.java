package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** The logistic function. */
public final class Sigmoid {
    private Sigmoid() {}

    /** 1 / (1 + e⁻ˣ) element by element. Any shape. */
    public static Tensor sigmoid(Tape tape, Tensor x) {
        return Activation.SIGMOID.apply(tape, x);
    }
}
