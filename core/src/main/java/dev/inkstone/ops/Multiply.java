package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.Tensor;

/** The product, element by element. # Shapes: any two that broadcast as in NumPy. */
public final class Multiply {
    private Multiply() {}

    /**
     * {@code a · b}.
     *
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not broadcast
     */
    public static Tensor multiply(Tape tape, Tensor a, Tensor b) {
        Tensor y = Broadcast.apply(tape, "multiply", Binary.MULTIPLY, a, b);
        return tape.record(
                "multiply",
                y,
                (gradient, pass) -> {
                    pass.into(a, target -> Broadcast.productTo(tape, gradient, b, target));
                    pass.into(b, target -> Broadcast.productTo(tape, gradient, a, target));
                },
                a,
                b);
    }
}
