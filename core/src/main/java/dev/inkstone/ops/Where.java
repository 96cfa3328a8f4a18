package dev.inkstone.ops;

import dev.inkstone.autodiff.BackwardPass;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** A choice between two tensors, element by element. # Shapes: mask and tensors broadcast as in NumPy. */
public final class Where {
    private static final String OP = "where";

    private Where() {}

    /**
     * {@code a} where {@code mask} is not 0, else {@code b}; what is not chosen gets the gradient 0.
     *
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not broadcast
     */
    public static Tensor where(Tape tape, IntTensor mask, Tensor a, Tensor b) {
        String label = tape.label(OP);
        Shape shape = Broadcast.shape(label, mask.shape(), Broadcast.shape(label, a.shape(), b.shape()));
        IntTensor choice = expanded(tape, mask, shape);
        Tensor first = expanded(tape, a, shape);
        Tensor second = expanded(tape, b, shape);
        Tensor y = tape.allocate(shape);
        Elementwise.kernels()
                .select(
                        y.size(),
                        choice.array(),
                        choice.offset(),
                        first.array(),
                        first.offset(),
                        second.array(),
                        second.offset(),
                        y.array(),
                        y.offset());
        return tape.record(
                OP,
                y,
                (gradient, pass) -> {
                    pass(tape, pass, choice, true, gradient, a);
                    pass(tape, pass, choice, false, gradient, b);
                },
                a,
                b);
    }

    private static Tensor expanded(Tape tape, Tensor x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x;
        }
        Tensor y = tape.allocate(shape);
        Broadcast.expand(x, y);
        return y;
    }

    private static IntTensor expanded(Tape tape, IntTensor mask, Shape shape) {
        if (mask.shape().equals(shape)) {
            return mask;
        }
        IntTensor y = tape.allocateInts(shape);
        Broadcast.expand(mask, y);
        return y;
    }

    private static void pass(
            Tape tape, BackwardPass pass, IntTensor mask, boolean wanted, Tensor gradient, Tensor input) {
        pass.into(input, target -> {
            boolean whole = input.shape().equals(gradient.shape());
            Tensor share = whole ? target : tape.allocate(gradient.shape());
            Elementwise.kernels()
                    .masked(
                            share.size(),
                            mask.array(),
                            mask.offset(),
                            wanted,
                            gradient.array(),
                            gradient.offset(),
                            share.array(),
                            share.offset());
            if (!whole) {
                Broadcast.sumTo(tape, share, target);
            }
        });
    }
}
