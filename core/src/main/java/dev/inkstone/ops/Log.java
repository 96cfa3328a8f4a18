package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.tensor.Tensor;

/** The natural logarithm. */
public final class Log {
    private Log() {}

    /** log x element by element: −∞ at 0, NaN below; the gradient is 1 / x. Any shape. */
    public static Tensor log(Tape tape, Tensor x) {
        return Elementwise.unary(tape, "log", Unary.LOG, x);
    }
}
