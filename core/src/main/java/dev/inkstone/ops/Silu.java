package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** The sigmoid linear unit, also called swish. */
public final class Silu {
    private Silu() {}

    /** x / (1 + e⁻ˣ) element by element; 0 at −∞. Any shape. */
    public static Tensor silu(Tape tape, Tensor x) {
        return Activation.SILU.apply(tape, x);
    }
}
