package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Parametric;
import dev.inkstone.tensor.Tensor;

/** The rectified linear unit with a slope below 0 (Maas et al., 2013). */
public final class LeakyRelu {
    /** PyTorch's and the paper's default. */
    public static final float DEFAULT_ALPHA = 0.01f;

    private static final String OP = "leaky_relu";

    private LeakyRelu() {}

    /**
     * x where x &gt; 0, else alpha·x, element by element; the gradient at 0 is alpha. Any shape.
     *
     * @throws IllegalArgumentException if {@code alpha} is not finite
     */
    public static Tensor leakyRelu(Tape tape, Tensor x, float alpha) {
        checkAlpha(tape.label(OP), alpha);
        return Elementwise.parametric(tape, OP, Parametric.LEAKY_RELU, alpha, 0f, x);
    }

    /** @throws IllegalArgumentException if {@code alpha} is not finite */
    public static void checkAlpha(String label, float alpha) {
        Checks.finite(label, "alpha", alpha);
    }
}
