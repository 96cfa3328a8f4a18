package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * Logarithms of the softmax along an axis: {@code x − max − log Σ exp(x − max)}, without the overflow of taking them one after
 * the other. Beside finite values −∞ stays; a row with +∞, or with −∞ only, is NaN.
 *
 * <p># Shapes: {@code [..., classes]} to the same.
 */
public final class LogSoftmax {
    private static final String OP = "log_softmax";

    private LogSoftmax() {}

    /**
     * Log-softmax over the last axis.
     *
     * @throws ShapeException for a scalar or rows without classes
     */
    public static Tensor logSoftmax(Tape tape, Tensor x) {
        if (x.shape().rank() == 0 || x.shape().dim(-1) == 0) {
            throw new ShapeException(
                    tape.label(OP) + ": input " + x.shape() + ", expected [..., classes] with at least one class");
        }
        int classes = x.shape().dim(-1);
        int rows = x.size() / classes;
        Tensor y = tape.allocate(x.shape());
        Kernels.active().logSoftmax().logSoftmax(rows, classes, x.array(), x.offset(), y.array(), y.offset());
        return tape.record(
                OP,
                y,
                (gradient, pass) -> pass.into(
                        x,
                        target -> Kernels.active()
                                .logSoftmax()
                                .gradient(
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

    /**
     * Log-softmax over {@code axis}; a negative one counts from the end.
     *
     * @throws ShapeException if there is no such axis, or it is empty
     */
    public static Tensor logSoftmax(Tape tape, Tensor x, int axis) {
        Axes along = Axes.of(tape.label(OP), x.shape(), axis);
        if (along.last()) {
            return logSoftmax(tape, x);
        }
        int[] order = along.order();
        Tensor y = logSoftmax(tape, Transpose.transpose(tape, x, order));
        return Transpose.transpose(tape, y, Transpose.inverse(order));
    }
}
