package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Consecutive blocks along an axis; what {@link Concat} puts together. Each block is a {@link Slice}.
 *
 * <p># Shapes: as the input, but for {@code axis}.
 */
public final class Split {
    private static final String OP = "split";

    private Split() {}

    /**
     * Blocks of these sizes along {@code axis}; a negative axis counts from the end.
     *
     * @throws ShapeException if there is no such axis, or the sizes do not add up to its size
     */
    public static List<Tensor> split(Tape tape, Tensor x, int axis, int... sizes) {
        String label = tape.label(OP);
        Shape shape = x.shape();
        int along = Axes.index(label, shape, axis);
        boolean negative = Arrays.stream(sizes).anyMatch(size -> size < 0);
        if (negative || Arrays.stream(sizes).asLongStream().sum() != shape.dim(along)) {
            throw new ShapeException(label + ": sizes " + Arrays.toString(sizes) + " along axis " + along + " of input "
                    + shape + ", expected numbers that add up to " + shape.dim(along));
        }
        List<Tensor> parts = new ArrayList<>();
        int[] begin = new int[shape.rank()];
        for (int size : sizes) {
            int[] dims = shape.dims();
            dims[along] = size;
            parts.add(Slice.slice(tape, x, begin, dims));
            begin[along] += size;
        }
        return parts;
    }

    /**
     * {@code parts} blocks of equal size along {@code axis}.
     *
     * @throws ShapeException if there is no such axis, or its size is no multiple of {@code parts}
     * @throws IllegalArgumentException if {@code parts} is below 1
     */
    public static List<Tensor> splitEvenly(Tape tape, Tensor x, int axis, int parts) {
        String label = tape.label(OP);
        Checks.positive(label, "parts", parts);
        int size = x.shape().dim(Axes.index(label, x.shape(), axis));
        if (size % parts != 0) {
            throw new ShapeException(label + ": " + parts + " parts along axis " + axis + " of input " + x.shape()
                    + ", expected a divisor of " + size + "; give the sizes one by one");
        }
        int[] sizes = new int[parts];
        Arrays.fill(sizes, size / parts);
        return split(tape, x, axis, sizes);
    }
}
