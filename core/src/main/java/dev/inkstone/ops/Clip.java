package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Parametric;
import dev.inkstone.tensor.Tensor;

/** Values held between two bounds. */
public final class Clip {
    private static final String OP = "clip";

    private Clip() {}

    /**
     * min(max(x, minimum), maximum) element by element; the gradient passes where minimum ≤ x ≤ maximum. NaN stays NaN. Any
     * shape.
     *
     * @param minimum may be negative infinity
     * @param maximum may be infinity
     * @throws IllegalArgumentException unless {@code minimum <= maximum}
     */
    public static Tensor clip(Tape tape, Tensor x, float minimum, float maximum) {
        if (!(minimum <= maximum)) {
            throw new IllegalArgumentException(
                    tape.label(OP) + ": minimum " + minimum + ", maximum " + maximum + ", expected minimum <= maximum");
        }
        return Elementwise.parametric(tape, OP, Parametric.CLIP, minimum, maximum, x);
    }
}
