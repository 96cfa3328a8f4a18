package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import java.util.Arrays;

/**
 * Moves elements and computes nothing, but for sums of rows: transposes, concatenation, slices, padding, repetition, rows of a
 * table. An output must not overlap an input.
 */
public final class Movement {
    /** Columns of a transpose done together, so that what one column brings into the cache serves the next row. */
    private static final int TILE = 32;

    /** Columns of a table that one piece of a sum of rows takes. */
    private static final int COLUMNS = 64;

    private final PointwiseLanes pointwise;

    Movement(PointwiseLanes pointwise) {
        this.pointwise = pointwise;
    }

    /** {@code y = value}. */
    public void fill(int n, float value, float[] y, int yo) {
        Split.elements(n, (from, to) -> Arrays.fill(y, yo + from, yo + to, value));
    }

    /**
     * {@code y[i·yStrides] = x[i·xStrides]} for every index {@code i} within {@code shape}. Strides are in floats, one for each
     * axis of {@code shape}; an {@code x} stride of 0 repeats. No two indices may meet at one place of {@code y}.
     */
    public void copy(int[] shape, float[] x, int xo, int[] xStrides, float[] y, int yo, int[] yStrides) {
        Broadcast plan = Broadcast.of(shape, xStrides, yStrides);
        int across = across(plan);
        if (across >= 0) {
            transpose(moved(plan, across), x, xo, y, yo);
            return;
        }
        Split.items(plan.rows(), plan.inner(), (from, to) -> {
            for (int r = from; r < to; r++) {
                int last = plan.shape().length - 1;
                row(
                        plan,
                        x,
                        xo + offset(plan.shape(), last, plan.aStrides(), r),
                        y,
                        yo + offset(plan.shape(), last, plan.bStrides(), r));
            }
        });
    }

    /** The axis along which neighbours in {@code x} lie, if it is not the one along which neighbours in {@code y} lie; or -1. */
    private static int across(Broadcast plan) {
        int last = plan.shape().length - 1;
        int found = -1;
        for (int d = 0; d < last; d++) {
            if (plan.aStrides()[d] == 1) {
                found = d;
            }
        }
        return plan.aStrides()[last] > 1 ? found : -1;
    }

    /** The same plan with {@code axis} as the last but one. */
    private static Broadcast moved(Broadcast plan, int axis) {
        return new Broadcast(moved(plan.shape(), axis), moved(plan.aStrides(), axis), moved(plan.bStrides(), axis));
    }

    private static int[] moved(int[] values, int axis) {
        int[] moved = values.clone();
        int place = values.length - 2;
        System.arraycopy(values, axis + 1, moved, axis, place - axis);
        moved[place] = values[axis];
        return moved;
    }

    private static void row(Broadcast plan, float[] x, int xo, float[] y, int yo) {
        int n = plan.inner();
        int xs = plan.aStrides()[plan.aStrides().length - 1];
        int ys = plan.bStrides()[plan.bStrides().length - 1];
        if (ys == 1 && xs == 1) {
            System.arraycopy(x, xo, y, yo, n);
        } else if (ys == 1 && xs == 0) {
            Arrays.fill(y, yo, yo + n, x[xo]);
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i * ys] = x[xo + i * xs];
            }
        }
    }

    private static void transpose(Broadcast plan, float[] x, int xo, float[] y, int yo) {
        int axis = plan.shape().length - 2;
        int height = plan.shape()[axis];
        int bands = Walk.ceilDiv(height, TILE);
        int blocks = plan.rows() == 0 ? 0 : plan.rows() / height * bands;
        Split.items(blocks, (long) plan.inner() * Math.min(height, TILE), (from, to) -> {
            for (int i = from; i < to; i++) {
                int top = i % bands * TILE;
                int xAt = xo + offset(plan.shape(), axis, plan.aStrides(), i / bands) + top;
                int yAt = yo + offset(plan.shape(), axis, plan.bStrides(), i / bands) + top * plan.bStrides()[axis];
                band(plan, Math.min(TILE, height - top), x, xAt, y, yAt);
            }
        });
    }

    private static void band(Broadcast plan, int rows, float[] x, int xo, float[] y, int yo) {
        int axis = plan.shape().length - 2;
        int rowStep = plan.bStrides()[axis];
        int xs = plan.aStrides()[axis + 1];
        int ys = plan.bStrides()[axis + 1];
        for (int first = 0; first < plan.inner(); first += TILE) {
            int last = Math.min(plan.inner(), first + TILE);
            for (int r = 0; r < rows; r++) {
                for (int j = first; j < last; j++) {
                    y[yo + r * rowStep + j * ys] = x[xo + r + j * xs];
                }
            }
        }
    }

    /** The offset of the index that has number {@code row} among those of the first {@code axes} axes. */
    private static int offset(int[] shape, int axes, int[] strides, int row) {
        int offset = 0;
        int rest = row;
        for (int d = axes - 1; d >= 0; d--) {
            offset += rest % shape[d] * strides[d];
            rest /= shape[d];
        }
        return offset;
    }

    /** {@code y[i] = table[indices[i]]} for {@code n} rows of {@code width}; the caller checks the indices. */
    public void gatherRows(int n, int width, int[] indices, int io, float[] table, int to, float[] y, int yo) {
        Split.items(n, width, (first, end) -> {
            for (int i = first; i < end; i++) {
                System.arraycopy(table, to + indices[io + i] * width, y, yo + i * width, width);
            }
        });
    }

    /**
     * {@code table[r] = Σ x[i]} over those of {@code n} rows with {@code indices[i] == r}, in ascending order; 0 for a row of
     * the table that no index names.
     */
    public void scatterAddRows(
            int n, int width, int rows, int[] indices, int io, float[] x, int xo, float[] table, int to) {
        int blocks = Walk.ceilDiv(width, COLUMNS);
        Split.items(blocks, (long) (n + rows) * Math.min(COLUMNS, width), (first, end) -> {
            int column = first * COLUMNS;
            int count = Math.min(width, end * COLUMNS) - column;
            for (int r = 0; r < rows; r++) {
                Arrays.fill(table, to + r * width + column, to + r * width + column + count, 0f);
            }
            for (int i = 0; i < n; i++) {
                int at = to + indices[io + i] * width + column;
                pointwise.binary(Binary.ADD, count, table, at, x, xo + i * width + column, table, at);
            }
        });
    }
}
