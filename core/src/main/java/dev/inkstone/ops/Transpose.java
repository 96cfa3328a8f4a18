package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The axes in another order.
 *
 * <p># Shapes: axis i of the output is axis {@code order[i]} of the input, as in NumPy: {@code [2, 3, 4]} in the order 2, 0, 1
 * gives {@code [4, 2, 3]}.
 */
public final class Transpose {
    private static final String OP = "transpose";

    private Transpose() {}

    /**
     * {@code x} with its axes in the given order, or reversed if there is none.
     *
     * @throws ShapeException if {@code order} does not name each axis once
     */
    public static Tensor transpose(Tape tape, Tensor x, int... order) {
        int rank = x.shape().rank();
        int[] axes = order.length > 0
                ? order.clone()
                : IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
        check(tape.label(OP), x.shape(), axes);
        Tensor y = tape.allocate(shape(x.shape(), axes));
        apply(x, axes, y);
        return tape.record(
                OP, y, (gradient, pass) -> pass.into(x, target -> apply(gradient, inverse(axes), target)), x);
    }

    /**
     * The shape rule.
     *
     * @param label how a message starts
     * @throws ShapeException if {@code order} does not name each axis once
     */
    public static Shape outputShape(String label, Shape input, int... order) {
        check(label, input, order);
        return shape(input, order);
    }

    static Shape shape(Shape input, int[] order) {
        return Shape.of(Arrays.stream(order).map(input::dim).toArray());
    }

    static int[] inverse(int[] order) {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return inverse;
    }

    /** Writes {@code x} in that order to {@code y}. */
    static void apply(Tensor x, int[] order, Tensor y) {
        int[] strides = Strides.of(x.shape());
        Kernels.active()
                .movement()
                .copy(
                        y.shape().dims(),
                        x.array(),
                        x.offset(),
                        Arrays.stream(order).map(axis -> strides[axis]).toArray(),
                        y.array(),
                        y.offset(),
                        Strides.of(y.shape()));
    }

    private static void check(String label, Shape input, int[] order) {
        int[] all = IntStream.range(0, input.rank()).toArray();
        if (!Arrays.equals(Arrays.stream(order).sorted().toArray(), all)) {
            throw new ShapeException(label + ": order " + Arrays.toString(order) + " for input " + input
                    + ", expected each of " + Arrays.toString(all) + " once");
        }
    }
}
