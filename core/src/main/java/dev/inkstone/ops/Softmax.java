package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * Probabilities from logits along an axis: {@code exp(x − max) / Σ exp(x − max)}. A row with +∞, or with −∞ only, is NaN;
 * −∞ beside finite values has probability 0.
 *
 * <p># Shapes: {@code [..., classes]} to the same; with an axis given, the classes may stand anywhere.
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
        Tensor y = tape.allocate(x.shape());
        forward(x, y, x.shape().dim(-1));
        return tape.record(
                OP,
                tape.probabilities("softmax", y),
                (gradient, pass) -> pass.into(
                        x, target -> backward(y, gradient, target, x.shape().dim(-1))),
                x);
    }

    /**
     * Softmax over {@code axis}; a negative one counts from the end. Over the last axis it needs no copies.
     *
     * @throws ShapeException if there is no such axis, or it is empty
     */
    public static Tensor softmax(Tape tape, Tensor x, int axis) {
        Axes along = Axes.of(tape.label(OP), x.shape(), axis);
        if (along.last()) {
            return softmax(tape, x);
        }
        int[] order = along.order();
        Tensor y = softmax(tape, Transpose.transpose(tape, x, order));
        return Transpose.transpose(tape, y, Transpose.inverse(order));
    }

    private static void forward(Tensor x, Tensor y, int classes) {
        Kernels.active().softmax().softmax(x.size() / classes, classes, x.array(), x.offset(), y.array(), y.offset());
    }

    private static void backward(Tensor y, Tensor gradient, Tensor target, int classes) {
        Kernels.active()
                .softmax()
                .softmaxGradient(
                        y.size() / classes,
                        classes,
                        y.array(),
                        y.offset(),
                        gradient.array(),
                        gradient.offset(),
                        target.array(),
                        target.offset());
    }
}
