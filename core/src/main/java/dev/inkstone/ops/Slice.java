package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/**
 * A block of a tensor; outside of it the gradient is 0.
 *
 * <p># Shapes: the output has dimensions {@code size}.
 */
public final class Slice {
    private static final String OP = "slice";

    private Slice() {}

    /**
     * The elements from {@code begin} on, {@code size} along each axis; a size of -1 goes to the end.
     *
     * @param begin one index for each axis
     * @param size one number for each axis
     * @throws ShapeException if the block lies not within {@code x}, or there are not as many numbers as axes
     */
    public static Tensor slice(Tape tape, Tensor x, int[] begin, int[] size) {
        Shape shape = shape(tape.label(OP), x.shape(), begin, size);
        int[] strides = Strides.of(x.shape());
        int first = Strides.offset(strides, begin);
        Tensor y = tape.allocate(shape);
        take(x, first, y);
        return tape.record(
                OP,
                y,
                (gradient, pass) -> pass.into(x, target -> {
                    Kernels.active().movement().fill(target.size(), 0f, target.array(), target.offset());
                    put(gradient, target, first);
                }),
                x);
    }

    /** Writes {@code x} to the block of {@code y} that begins {@code first} elements after its start. */
    static void put(Tensor x, Tensor y, int first) {
        Kernels.active()
                .movement()
                .copy(
                        x.shape().dims(),
                        x.array(),
                        x.offset(),
                        Strides.of(x.shape()),
                        y.array(),
                        y.offset() + first,
                        Strides.of(y.shape()));
    }

    /** Writes the block of {@code x} that begins {@code first} elements after its start to {@code y}. */
    static void take(Tensor x, int first, Tensor y) {
        Kernels.active()
                .movement()
                .copy(
                        y.shape().dims(),
                        x.array(),
                        x.offset() + first,
                        Strides.of(x.shape()),
                        y.array(),
                        y.offset(),
                        Strides.of(y.shape()));
    }

    private static Shape shape(String label, Shape input, int[] begin, int[] size) {
        if (begin.length != input.rank() || size.length != input.rank()) {
            throw new ShapeException(label + ": begin " + Arrays.toString(begin) + " and size " + Arrays.toString(size)
                    + " for input " + input + ", expected one number for each axis");
        }
        int[] dims = size.clone();
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == -1) {
                dims[i] = input.dim(i) - begin[i];
            }
            if (begin[i] < 0 || dims[i] < 0 || dims[i] > input.dim(i) - begin[i]) {
                throw new ShapeException(label + ": begin " + Arrays.toString(begin) + " and size "
                        + Arrays.toString(size) + " for input " + input + ", expected a block within it; axis " + i
                        + " has " + input.dim(i) + " elements");
            }
        }
        return Shape.of(dims);
    }
}
