package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/** Examples that stand in arrays of arrays or in tensors. */
final class Table {
    private Table() {}

    /** A copy of the rows {@code [rows, columns]}. */
    static Tensor of(float[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("dataset: 0 rows, expected 1 or more");
        }
        int columns = rows[0].length;
        long count = (long) rows.length * columns;
        if (count > FloatList.MOST) {
            throw new IllegalArgumentException("dataset: " + rows.length + " rows of " + columns
                    + " values, expected at most " + FloatList.MOST + " values in all; take fewer");
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "dataset: row " + i + " has " + rows[i].length + " values, expected " + columns + " as row 0");
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return Tensor.wrap(values, 0, Shape.of(rows.length, columns));
    }

    /** The values of a tensor: its array if it has no others. */
    static float[] values(Tensor tensor) {
        float[] array = tensor.array();
        return tensor.scope() == null && array.length == tensor.size() ? array : tensor.toArray();
    }

    static void checkCounts(Shape inputs, String what, Shape given, boolean rankFits) {
        if (inputs.rank() == 0) {
            throw new ShapeException("dataset: inputs are a scalar, expected [examples, …]; reshape them");
        }
        if (!rankFits || given.dim(0) != inputs.dim(0)) {
            throw new ShapeException("dataset: inputs " + inputs + " and " + what + " " + given + ", expected ["
                    + inputs.dim(0) + (what.equals("labels") ? "]" : ", …]") + ", one for each example");
        }
    }
}
