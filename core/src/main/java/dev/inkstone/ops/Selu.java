package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Tensor;

/** The scaled exponential linear unit of Klambauer et al., Self-Normalizing Neural Networks (2017). */
public final class Selu {
    private Selu() {}

    /** 1.0507·x where x &gt; 0, else 1.0507·1.6733·(eˣ − 1). Any shape. */
    public static Tensor selu(Tape tape, Tensor x) {
        return Activation.SELU.apply(tape, x);
    }
}
