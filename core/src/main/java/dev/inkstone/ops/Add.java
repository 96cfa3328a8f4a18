package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.Tensor;

/** The sum, element by element. # Shapes: any two that broadcast as in NumPy. */
public final class Add {
    private Add() {}

    /**
     * {@code a + b}.
     *
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not broadcast
     */
    public static Tensor add(Tape tape, Tensor a, Tensor b) {
        Tensor y = Broadcast.apply(tape, "add", Binary.ADD, a, b);
        return tape.record(
                "add",
                y,
                (gradient, pass) -> {
                    Broadcast.pass(tape, pass, gradient, a);
                    Broadcast.pass(tape, pass, gradient, b);
                },
                a,
                b);
    }
}
