package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * Rows of a table by their indices. A row's gradient is the sum over the places that took it, in ascending order.
 *
 * <p># Shapes: table {@code [rows, ...]}, indices of any shape, output {@code [indices..., ...]}.
 */
public final class Gather {
    private static final String OP = "gather";

    private Gather() {}

    /**
     * {@code table[indices]}.
     *
     * @throws ShapeException if the table is a scalar
     * @throws IllegalArgumentException if an index is not within 0 … rows − 1
     */
    public static Tensor gather(Tape tape, Tensor table, IntTensor indices) {
        String label = tape.label(OP);
        if (table.shape().rank() == 0) {
            throw new ShapeException(label + ": table [], expected [rows, ...]");
        }
        int rows = table.shape().dim(0);
        for (int i = 0; i < indices.size(); i++) {
            int index = indices.array()[indices.offset() + i];
            if (index < 0 || index >= rows) {
                throw new IllegalArgumentException(label + ": index " + index + " at position " + i + ", expected 0 to "
                        + (rows - 1) + "; the table has " + rows + " rows");
            }
        }
        return rows(tape, OP, table, indices);
    }

    /** The rows at indices that have been checked. */
    static Tensor rows(Tape tape, String op, Tensor table, IntTensor indices) {
        Shape row = table.shape().dropFirst();
        int width = row.size();
        Tensor y = tape.allocate(
                Shape.of(IntStream.concat(IntStream.of(indices.shape().dims()), IntStream.of(row.dims()))
                        .toArray()));
        Kernels.active()
                .movement()
                .gatherRows(
                        indices.size(),
                        width,
                        indices.array(),
                        indices.offset(),
                        table.array(),
                        table.offset(),
                        y.array(),
                        y.offset());
        return tape.record(
                op,
                y,
                (gradient, pass) -> pass.into(
                        table,
                        target -> Kernels.active()
                                .movement()
                                .scatterAddRows(
                                        indices.size(),
                                        width,
                                        target.shape().dim(0),
                                        indices.array(),
                                        indices.offset(),
                                        gradient.array(),
                                        gradient.offset(),
                                        target.array(),
                                        target.offset())),
                table);
    }
}
