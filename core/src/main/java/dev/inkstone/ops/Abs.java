package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.tensor.Tensor;

/** The absolute value. */
public final class Abs {
    private Abs() {}

    /** |x| element by element; the gradient at 0 is 0. Any shape. */
    public static Tensor abs(Tape tape, Tensor x) {
        return Elementwise.unary(tape, "abs", Unary.ABS, x);
    }
}
