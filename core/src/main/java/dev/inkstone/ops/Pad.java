package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/**
 * A tensor with a border of one value around it.
 *
 * <p># Shapes: each axis grows by what is before and after it.
 */
public final class Pad {
    private static final String OP = "pad";

    private Pad() {}

    /**
     * {@code x} with {@code before[i]} times {@code value} before and {@code after[i]} times behind it along each axis.
     *
     * @throws ShapeException if there are not as many numbers as axes, or one is negative
     */
    public static Tensor pad(Tape tape, Tensor x, int[] before, int[] after, float value) {
        Tensor y = tape.allocate(shape(tape.label(OP), x.shape(), before, after));
        int first = Strides.offset(Strides.of(y.shape()), before);
        Kernels.active().movement().fill(y.size(), value, y.array(), y.offset());
        Slice.put(x, y, first);
        return tape.record(OP, y, (gradient, pass) -> pass.into(x, target -> Slice.take(gradient, first, target)), x);
    }

    private static Shape shape(String label, Shape input, int[] before, int[] after) {
        boolean fits = before.length == input.rank() && after.length == input.rank();
        if (!fits
                || Arrays.stream(before).anyMatch(n -> n < 0)
                || Arrays.stream(after).anyMatch(n -> n < 0)) {
            throw new ShapeException(label + ": before " + Arrays.toString(before) + " and after "
                    + Arrays.toString(after) + " for input " + input
                    + ", expected a number of 0 or more for each axis; cut with slice");
        }
        int[] dims = input.dims();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Math.addExact(dims[i], Math.addExact(before[i], after[i]));
        }
        return Shape.of(dims);
    }
}
