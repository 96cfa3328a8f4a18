package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
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
        Columns columns = Columns.of(tape.label(OP), x.shape(), axis);
        if (columns.inner() == 1) {
            return softmax(tape, x);
        }
        Tensor rows = tape.allocate(x.shape());
        columns.toRows(x, rows);
        Tensor p = tape.allocate(x.shape());
        forward(rows, p, columns.classes());
        Tensor y = tape.allocate(x.shape());
        columns.fromRows(p, y);
        return tape.record(
                OP,
                y,
                (gradient, pass) -> pass.into(x, target -> {
                    Tensor gy = tape.allocate(x.shape());
                    columns.toRows(gradient, gy);
                    Tensor gx = tape.allocate(x.shape());
                    backward(p, gy, gx, columns.classes());
                    columns.fromRows(gx, target);
                }),
                x);
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

    /** A tensor as {@code [outer, classes, inner]}, and as rows {@code [outer, inner, classes]}. */
    private record Columns(int outer, int classes, int inner) {
        static Columns of(String label, Shape shape, int axis) {
            int rank = shape.rank();
            int at = axis < 0 ? axis + rank : axis;
            if (at < 0 || at >= rank || shape.dim(at) == 0) {
                throw new ShapeException(
                        label + ": axis " + axis + " of input " + shape + ", expected an axis with at least one class");
            }
            int inner = 1;
            for (int i = at + 1; i < rank; i++) {
                inner *= shape.dim(i);
            }
            int own = shape.dim(at) * inner;
            return new Columns(own == 0 ? 0 : shape.size() / own, shape.dim(at), inner);
        }

        void toRows(Tensor x, Tensor rows) {
            float[] from = x.array();
            float[] to = rows.array();
            int at = rows.offset();
            for (int o = 0; o < outer; o++) {
                for (int i = 0; i < inner; i++) {
                    for (int c = 0; c < classes; c++) {
                        to[at++] = from[x.offset() + (o * classes + c) * inner + i];
                    }
                }
            }
        }

        void fromRows(Tensor rows, Tensor x) {
            float[] from = rows.array();
            float[] to = x.array();
            int at = rows.offset();
            for (int o = 0; o < outer; o++) {
                for (int i = 0; i < inner; i++) {
                    for (int c = 0; c < classes; c++) {
                        to[x.offset() + (o * classes + c) * inner + i] = from[at++];
                    }
                }
            }
        }
    }
}
