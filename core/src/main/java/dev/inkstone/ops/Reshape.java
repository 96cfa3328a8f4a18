package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** Other dimensions for the same elements; nothing is copied. */
public final class Reshape {
    private Reshape() {}

    /**
     * {@code x} with dimensions {@code dims}, one of which may be -1.
     *
     * @throws dev.inkstone.tensor.ShapeException if the number of elements would change
     */
    public static Tensor reshape(Tape tape, Tensor x, int... dims) {
        Shape before = x.shape();
        Tensor y = x.reshape(dims);
        return tape.record("reshape", y, (gradient, pass) -> pass.give(x, gradient.reshape(before)), x);
    }

    /** Everything but the first axis in one: {@code [batch, 7, 7, 32]} gives {@code [batch, 1568]}. */
    public static Tensor flatten(Tape tape, Tensor x) {
        int batch = x.shape().dim(0);
        return reshape(tape, x, batch, batch == 0 ? x.shape().dropFirst().size() : x.size() / batch);
    }
}
