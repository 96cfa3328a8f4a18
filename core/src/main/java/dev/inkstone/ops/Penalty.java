package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Penalties;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/**
 * {@code l1·Σ|w| + l2·Σw²}, without a factor of one half, as in Keras; the gradient is {@code l1·sign(w) + 2·l2·w}, with sign 0 at 0.
 *
 * <p># Shapes: any to a scalar.
 */
public final class Penalty {
    private static final String OP = "penalty";

    private Penalty() {}

    /**
     * The penalty of {@code w}.
     *
     * @throws IllegalArgumentException if a factor is not a finite number of 0 or more
     */
    public static Tensor penalty(Tape tape, Tensor w, double l1, double l2) {
        checkFactors(tape.label(OP), l1, l2);
        Tensor y = tape.allocate(Shape.of());
        y.array()[y.offset()] = (float) kernels().value(w.size(), w.array(), w.offset(), l1, l2);
        return tape.record(
                OP,
                y,
                (gradient, pass) -> pass.into(w, target -> {
                    double scale = gradient.item();
                    kernels()
                            .gradient(
                                    w.size(),
                                    w.array(),
                                    w.offset(),
                                    (float) (scale * l1),
                                    (float) (scale * 2 * l2),
                                    target.array(),
                                    target.offset());
                }),
                w);
    }

    /** @throws IllegalArgumentException if a factor is not a finite number of 0 or more */
    public static void checkFactors(String label, double l1, double l2) {
        for (double factor : new double[] {l1, l2}) {
            if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(label + ": l1 " + l1 + ", l2 " + l2
                        + ", expected finite numbers of 0 or more; 0.0001 is a common l2");
            }
        }
    }

    private static Penalties kernels() {
        return Kernels.active().penalties();
    }
}
