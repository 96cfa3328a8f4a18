package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** The hyperbolic tangent. */
public final class Tanh {
    private Tanh() {}

    /** tanh x element by element. Any shape. */
    public static Tensor tanh(Tape tape, Tensor x) {
        return Activation.TANH.apply(tape, x);
    }
}
