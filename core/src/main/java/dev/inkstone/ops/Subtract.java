package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.Tensor;

/** The difference, element by element. # Shapes: any two that broadcast as in NumPy. */
public final class Subtract {
    private Subtract() {}

    /**
     * {@code a - b}.
     *
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not broadcast
     */
    public static Tensor subtract(Tape tape, Tensor a, Tensor b) {
        Tensor y = Broadcast.apply(tape, "subtract", Binary.SUBTRACT, a, b);
        return tape.record(
                "subtract",
                y,
                (gradient, pass) -> {
                    Broadcast.pass(tape, pass, gradient, a);
                    pass.into(b, target -> {
                        Broadcast.sumTo(tape, gradient, target);
                        Broadcast.apply(Binary.MULTIPLY, target, Tensor.scalar(-1), target);
                    });
                },
                a,
                b);
    }
}
