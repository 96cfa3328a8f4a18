package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.Tensor;

/** The quotient, element by element. # Shapes: any two that broadcast as in NumPy. */
public final class Divide {
    private Divide() {}

    /**
     * {@code a / b}.
     *
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not broadcast
     */
    public static Tensor divide(Tape tape, Tensor a, Tensor b) {
        Tensor y = Broadcast.apply(tape, "divide", Binary.DIVIDE, a, b);
        return tape.record(
                "divide",
                y,
                (gradient, pass) -> {
                    Tensor byA = tape.allocate(y.shape());
                    Broadcast.apply(Binary.DIVIDE, gradient, b, byA);
                    Broadcast.pass(tape, pass, byA, a);
                    pass.into(b, target -> {
                        Broadcast.productTo(tape, byA, y, target);
                        Broadcast.apply(Binary.MULTIPLY, target, Tensor.scalar(-1), target);
                    });
                },
                a,
                b);
    }
}
