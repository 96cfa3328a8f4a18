package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The axes of an input that an op reduces or normalises over, and how to bring them together. */
final class Axes {
    private final Shape input;
    private final boolean[] taken;

    private Axes(Shape input, boolean[] taken) {
        this.input = input;
        this.taken = taken;
    }

    /** These axes of {@code input}, all of them if none is named; negative ones count from the end. */
    static Axes of(String label, Shape input, int... axes) {
        boolean[] taken = new boolean[input.rank()];
        Arrays.fill(taken, axes.length == 0);
        for (int axis : axes) {
            int index = index(label, input, axis);
            if (taken[index]) {
                throw new ShapeException(
                        label + ": axes " + Arrays.toString(axes) + " of input " + input + ", expected each once");
            }
            taken[index] = true;
        }
        return new Axes(input, taken);
    }

    /** {@code axis} counted from the front. */
    static int index(String label, Shape input, int axis) {
        int rank = input.rank();
        if (axis < -rank || axis >= rank) {
            throw new ShapeException(label + ": axis " + axis + " of input " + input + ", expected "
                    + (rank == 0 ? "no axis" : -rank + " to " + (rank - 1)));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** How many elements of the input meet in one of the output. */
    int count() {
        return product(IntStream.range(0, taken.length).filter(i -> taken[i]));
    }

    /** {@link #count}, of which there must be {@code least} or more. */
    int count(String label, int least) {
        if (count() < least) {
            throw new ShapeException(label + ": input " + input + " has " + count()
                    + " elements along the axes, expected at least " + least);
        }
        return count();
    }

    /** The sizes of these axes, in ascending order. */
    Shape sizes() {
        return Shape.of(IntStream.range(0, taken.length)
                .filter(i -> taken[i])
                .map(input::dim)
                .toArray());
    }

    /** The shape of a result: these axes become 1, or go. */
    Shape output(boolean keepDims) {
        return Shape.of(IntStream.range(0, taken.length)
                .filter(i -> keepDims || !taken[i])
                .map(i -> taken[i] ? 1 : input.dim(i))
                .toArray());
    }

    /** The order in which these axes stand last. */
    int[] order() {
        return IntStream.concat(
                        IntStream.range(0, taken.length).filter(i -> !taken[i]),
                        IntStream.range(0, taken.length).filter(i -> taken[i]))
                .toArray();
    }

    /** Whether these axes are the last ones. */
    boolean last() {
        return Arrays.equals(order(), IntStream.range(0, taken.length).toArray());
    }

    /** As {@code [outer, reduce, inner]} where they stand if they are neighbours; else as they stand in {@link #order}. */
    Layout layout() {
        int[] own = IntStream.range(0, taken.length).filter(i -> taken[i]).toArray();
        boolean neighbours = own.length == 0 || own[own.length - 1] - own[0] == own.length - 1;
        int first = own.length == 0 ? taken.length : own[0];
        int end = first + own.length;
        return neighbours
                ? new Layout(
                        true, product(IntStream.range(0, first)), count(), product(IntStream.range(end, taken.length)))
                : rows();
    }

    /** As {@code [outer, reduce, 1]}. */
    Layout rows() {
        int kept = product(IntStream.range(0, taken.length).filter(i -> !taken[i]));
        return new Layout(last(), kept, count(), 1);
    }

    /** {@code x} with its elements where {@code layout} wants them. */
    Tensor arranged(Tape tape, Layout layout, Tensor x) {
        if (layout.inPlace()) {
            return x;
        }
        Tensor y = tape.allocate(Transpose.shape(x.shape(), order()));
        Transpose.apply(x, order(), y);
        return y;
    }

    /** Somewhere to write what will go to {@code target} by {@link #restore}. */
    Tensor scratch(Tape tape, Layout layout, Tensor target) {
        return layout.inPlace() ? target : tape.allocate(Transpose.shape(target.shape(), order()));
    }

    /** The way back from {@link #arranged}: writes {@code target}, unless {@code arranged} is it. */
    void restore(Tensor arranged, Tensor target) {
        if (arranged != target) {
            Transpose.apply(arranged, Transpose.inverse(order()), target);
        }
    }

    /** Writes {@code reduced}, one value for each element of the output, to all of the places that it came from. */
    void spread(Tensor reduced, Tensor target) {
        int[] strides = Strides.of(output(true));
        for (int i = 0; i < taken.length; i++) {
            strides[i] = taken[i] ? 0 : strides[i];
        }
        Kernels.active()
                .movement()
                .copy(
                        target.shape().dims(),
                        reduced.array(),
                        reduced.offset(),
                        strides,
                        target.array(),
                        target.offset(),
                        Strides.of(target.shape()));
    }

    private int product(IntStream axes) {
        return axes.map(input::dim).reduce(1, (a, b) -> a * b);
    }

    /** The input as a kernel sees it; {@code inPlace} if nothing has to move for that. */
    record Layout(boolean inPlace, int outer, int reduce, int inner) {}
}
