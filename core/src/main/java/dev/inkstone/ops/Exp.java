package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.tensor.Tensor;

/** The exponential function. */
public final class Exp {
    private Exp() {}

    /** eˣ element by element. Any shape. */
    public static Tensor exp(Tape tape, Tensor x) {
        return Elementwise.unary(tape, "exp", Unary.EXP, x);
    }
}
