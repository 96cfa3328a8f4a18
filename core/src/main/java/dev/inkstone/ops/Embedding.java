package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * Rows of a table by indices that come as floats, as the inputs of a model do: {@link Gather} for whole numbers in a {@link
 * Tensor}. Floats hold whole numbers exactly up to 2²⁴. The indices have no gradient.
 *
 * <p># Shapes: table {@code [vocabulary, dimension]}, indices of any shape, output {@code [indices..., dimension]}.
 */
public final class Embedding {
    private static final String OP = "embedding";

    private Embedding() {}

    /**
     * {@code table[indices]}.
     *
     * @throws ShapeException if the table is no matrix
     * @throws IllegalArgumentException if an index is no whole number within 0 … vocabulary − 1
     */
    public static Tensor embedding(Tape tape, Tensor table, Tensor indices) {
        String label = tape.label(OP);
        if (table.shape().rank() != 2) {
            throw new ShapeException(label + ": table " + table.shape() + ", expected [vocabulary, dimension]");
        }
        return Gather.rows(
                tape, OP, table, whole(tape, label, indices, table.shape().dim(0)));
    }

    private static IntTensor whole(Tape tape, String label, Tensor indices, int vocabulary) {
        Shape shape = indices.shape();
        IntTensor whole = tape.allocateInts(shape);
        for (int i = 0; i < shape.size(); i++) {
            float value = indices.array()[indices.offset() + i];
            int index = (int) value;
            if (index != value || index < 0 || index >= vocabulary) {
                throw new IllegalArgumentException(label + ": index " + value + " at position " + i
                        + ", expected a whole number from 0 to " + (vocabulary - 1)
                        + "; the input holds indices into a vocabulary of " + vocabulary);
            }
            whole.array()[whole.offset() + i] = index;
        }
        return whole;
    }
}
