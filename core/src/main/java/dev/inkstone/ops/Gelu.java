package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** The Gaussian error linear unit (Hendrycks and Gimpel, 2016). */
public final class Gelu {
    private Gelu() {}

    /** x·Φ(x) element by element, where Φ(x) = (1 + erf(x / √2)) / 2 is the normal distribution; 0 at −∞. Any shape. */
    public static Tensor gelu(Tape tape, Tensor x) {
        return Activation.GELU.apply(tape, x);
    }

    /** The same with Φ(x) approximated by (1 + tanh(√(2/π)·(x + 0.044715·x³))) / 2. Any shape. */
    public static Tensor geluTanh(Tape tape, Tensor x) {
        return Activation.GELU_TANH.apply(tape, x);
    }
}
