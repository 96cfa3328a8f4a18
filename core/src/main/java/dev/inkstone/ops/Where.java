package dev.inkstone.ops;

import dev.inkstone.autodiff.BackwardPass;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/** A choice between two tensors, element by element. # Shapes: mask, both tensors and the output are of one shape. */
public final class Where {
    private static final String OP = "where";

    private Where() {}

    /**
     * {@code a} where {@code mask} is not 0, else {@code b}; what is not chosen gets the gradient 0.
     *
     * @throws ShapeException if the shapes differ
     */
    public static Tensor where(Tape tape, IntTensor mask, Tensor a, Tensor b) {
        String label = tape.label(OP);
        String cure = "mask and both tensors must be of one shape";
        Checks.shape(label, "mask", mask.shape(), a.shape(), cure);
        Checks.shape(label, "second tensor", b.shape(), a.shape(), cure);
        Tensor y = tape.allocate(a.shape());
        Elementwise.kernels()
                .select(
                        a.size(),
                        mask.array(),
                        mask.offset(),
                        a.array(),
                        a.offset(),
                        b.array(),
                        b.offset(),
                        y.array(),
                        y.offset());
        return tape.record(
                OP,
                y,
                (gradient, pass) -> {
                    pass(pass, mask, true, gradient, a);
                    pass(pass, mask, false, gradient, b);
                },
                a,
                b);
    }

    private static void pass(BackwardPass pass, IntTensor mask, boolean wanted, Tensor gradient, Tensor input) {
        pass.into(
                input,
                target -> Elementwise.kernels()
                        .masked(
                                input.size(),
                                mask.array(),
                                mask.offset(),
                                wanted,
                                gradient.array(),
                                gradient.offset(),
                                target.array(),
                                target.offset()));
    }
}
