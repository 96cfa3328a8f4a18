package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.Tensor;

/** The smaller of two, element by element. # Shapes: any two that broadcast as in NumPy. */
public final class Minimum {
    private Minimum() {}

    /**
     * The smaller of {@code a} and {@code b}, NaN if one is NaN. Where they are equal, {@code a} receives the whole gradient.
     *
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not broadcast
     */
    public static Tensor minimum(Tape tape, Tensor a, Tensor b) {
        Tensor y = Broadcast.apply(tape, "minimum", Binary.MINIMUM, a, b);
        return tape.record(
                "minimum",
                y,
                (gradient, pass) -> {
                    Tensor share = tape.allocate(y.shape());
                    Broadcast.apply(Binary.AT_LEAST, b, a, share); // 1 where a was taken
                    pass.into(a, target -> Broadcast.productTo(tape, gradient, share, target));
                    pass.into(b, target -> {
                        Tensor rest = tape.allocate(y.shape());
                        Broadcast.apply(Binary.SUBTRACT, Tensor.scalar(1), share, rest);
                        Broadcast.productTo(tape, gradient, rest, target);
                    });
                },
                a,
                b);
    }
}
