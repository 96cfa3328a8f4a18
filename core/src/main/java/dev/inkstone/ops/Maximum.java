package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.Tensor;

/** The larger of two, element by element. # Shapes: any two that broadcast as in NumPy. */
public final class Maximum {
    private Maximum() {}

    /**
     * The larger of {@code a} and {@code b}, NaN if one is NaN. Where they are equal, {@code a} receives the whole gradient.
     *
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not broadcast
     */
    public static Tensor maximum(Tape tape, Tensor a, Tensor b) {
        Tensor y = Broadcast.apply(tape, "maximum", Binary.MAXIMUM, a, b);
        return tape.record(
                "maximum",
                y,
                (gradient, pass) -> {
                    Tensor share = tape.allocate(y.shape());
                    Broadcast.apply(Binary.AT_LEAST, a, b, share); // 1 where a was taken
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
