package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Parametric;
import dev.inkstone.tensor.Tensor;

/** The exponential linear unit (Clevert et al., 2015). */
public final class Elu {
    /** Everybody's default. */
    public static final float DEFAULT_ALPHA = 1f;

    private static final String OP = "elu";

    private Elu() {}

    /**
     * x where x &gt; 0, else alpha·(eˣ − 1), element by element; the gradient at 0 is alpha. Any shape.
     *
     * @throws IllegalArgumentException if {@code alpha} is not finite
     */
    public static Tensor elu(Tape tape, Tensor x, float alpha) {
        checkAlpha(tape.label(OP), alpha);
        return Elementwise.parametric(tape, OP, Parametric.ELU, alpha, 0f, x);
    }

    /** @throws IllegalArgumentException if {@code alpha} is not finite */
    public static void checkAlpha(String label, float alpha) {
        Checks.finite(label, "alpha", alpha);
    }
}
