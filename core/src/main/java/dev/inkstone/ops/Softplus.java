package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** A smooth form of ReLU. */
public final class Softplus {
    private Softplus() {}

    /** log(1 + eˣ) element by element, accurate where eˣ is tiny; gradient 1 / (1 + e⁻ˣ). Any shape. */
    public static Tensor softplus(Tape tape, Tensor x) {
        return Activation.SOFTPLUS.apply(tape, x);
    }
}
