package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.tensor.Tensor;

/** The square root. */
public final class Sqrt {
    private Sqrt() {}

    /** √x element by element, correctly rounded: NaN below 0; the gradient at 0 is infinite. Any shape. */
    public static Tensor sqrt(Tape tape, Tensor x) {
        return Elementwise.unary(tape, "sqrt", Unary.SQRT, x);
    }
}
