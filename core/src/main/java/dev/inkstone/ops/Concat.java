package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Tensors one behind the other along an axis.
 *
 * <p># Shapes: all of one rank, and equal but for {@code axis}, whose sizes add up.
 */
public final class Concat {
    private static final String OP = "concat";

    private Concat() {}

    /**
     * The inputs one behind the other along {@code axis}; a negative one counts from the end.
     *
     * @throws ShapeException if the shapes differ elsewhere, or there is no such axis
     * @throws IllegalArgumentException if there is no input
     */
    public static Tensor concat(Tape tape, int axis, Tensor... inputs) {
        Tensor[] parts = inputs.clone();
        String label = tape.label(OP);
        Tensor y = tape.allocate(
                outputShape(label, axis, Arrays.stream(parts).map(Tensor::shape).toList()));
        int along = Axes.index(label, y.shape(), axis);
        int[] starts = starts(along, Strides.of(y.shape())[along], parts);
        for (int i = 0; i < parts.length; i++) {
            Slice.put(parts[i], y, starts[i]);
        }
        return tape.record(
                OP,
                y,
                (gradient, pass) -> {
                    for (int i = 0; i < parts.length; i++) {
                        int start = starts[i];
                        pass.into(parts[i], target -> Slice.take(gradient, start, target));
                    }
                },
                parts);
    }

    /**
     * The shape rule.
     *
     * @param label how a message starts
     * @throws ShapeException if the shapes differ elsewhere, or there is no such axis
     * @throws IllegalArgumentException if there is no input
     */
    public static Shape outputShape(String label, int axis, List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException(label + ": no inputs, expected at least one");
        }
        Shape first = inputs.get(0);
        int along = Axes.index(label, first, axis);
        int[] dims = first.dims();
        for (int i = 1; i < inputs.size(); i++) {
            int[] other = inputs.get(i).dims();
            int size = other.length == dims.length ? other[along] : 0;
            if (other.length == dims.length) {
                other[along] = first.dim(along);
            }
            if (!Arrays.equals(other, first.dims())) {
                throw new ShapeException(
                        label + ": input " + i + " " + inputs.get(i) + ", expected the shape of input 0 " + first
                                + " in all but axis " + along + "; only that axis may differ");
            }
            dims[along] += size;
        }
        return Shape.of(dims);
    }

    /** How many elements after the start of the output each input begins. */
    private static int[] starts(int axis, int stride, Tensor[] inputs) {
        int[] starts = new int[inputs.length];
        for (int i = 1; i < inputs.length; i++) {
            starts[i] = starts[i - 1] + inputs[i - 1].shape().dim(axis) * stride;
        }
        return starts;
    }
}
