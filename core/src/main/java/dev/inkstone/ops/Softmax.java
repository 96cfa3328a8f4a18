package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * Probabilities from logits over the last axis: {@code exp(x − max) / Σ exp(x − max)}. A row with +∞, or with −∞ only, is NaN;
 * −∞ beside finite values has probability 0.
 *
 * <p># Shapes: {@code [..., classes]} to the same.
 */
public final class Softmax {
    private static final String OP = "softmax";

    private Softmax() {}

    /**
     * Softmax over the last axis. For training use {@link SoftmaxCrossEntropy}, which takes the logits.
     *
     * @throws ShapeException for a scalar or rows without classes
     */
    public static Tensor softmax(Tape tape, Tensor x) {
        if (x.shape().rank() == 0 || x.shape().dim(-1) == 0) {
            throw new ShapeException(
                    tape.label(OP) + ": input " + x.shape() + ", expected [..., classes] with at least one class");
        }
        int classes = x.shape().dim(-1);
        int rows = x.size() / classes;
        Tensor y = tape.allocate(x.shape());
        Kernels.active().softmax().softmax(rows, classes, x.array(), x.offset(), y.array(), y.offset());
        return tape.record(
                OP,
                tape.probabilities(y),
                (gradient, pass) -> pass.into(
                        x,
                        target -> Kernels.active()
                                .softmax()
                                .softmaxGradient(
                                        rows,
                                        classes,
                                        y.array(),
                                        y.offset(),
                                        gradient.array(),
                                        gradient.offset(),
                                        target.array(),
                                        target.offset())),
                x);
    }
}
