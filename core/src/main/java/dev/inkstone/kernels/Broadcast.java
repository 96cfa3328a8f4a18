package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import java.util.Arrays;

/**
 * A broadcast with as few axes as it takes: axes of length 1 are dropped and neighbours that all operands walk alike are
 * merged. The last axis is the inner row; the others are walked by index.
 */
record Broadcast(int[] shape, int[] aStrides, int[] bStrides) {
    /** The plan for a dense output of {@code shape}. */
    static Broadcast of(int[] shape, int[] aStrides, int[] bStrides) {
        int rank = shape.length;
        int[] s = new int[Math.max(1, rank)];
        int[] a = new int[s.length];
        int[] b = new int[s.length];
        int axes = 0;
        for (int d = 0; d < rank; d++) {
            int size = shape[d];
            if (size == 1) {
                continue;
            }
            boolean merge = axes > 0 && a[axes - 1] == aStrides[d] * size && b[axes - 1] == bStrides[d] * size;
            int at = merge ? axes - 1 : axes++;
            s[at] = merge ? s[at] * size : size;
            a[at] = aStrides[d];
            b[at] = bStrides[d];
        }
        if (axes == 0) {
            s[0] = 1;
            axes = 1;
        }
        return new Broadcast(Arrays.copyOf(s, axes), Arrays.copyOf(a, axes), Arrays.copyOf(b, axes));
    }

    /** Length of the inner row. */
    int inner() {
        return shape[shape.length - 1];
    }

    /** Number of inner rows. */
    int rows() {
        int rows = 1;
        for (int d = 0; d < shape.length - 1; d++) {
            rows *= shape[d];
        }
        return inner() == 0 ? 0 : rows;
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
    void run(
            PointwiseLanes lanes, Binary f, int from, int to, float[] a, int ao, float[] b, int bo, float[] y, int yo) {
        int inner = inner();
        for (int r = from; r < to; r++) {
            row(lanes, f, inner, a, ao + offset(r, aStrides), b, bo + offset(r, bStrides), y, yo + r * inner);
        }
    }

    private int offset(int row, int[] strides) {
        int offset = 0;
        int rest = row;
        for (int d = shape.length - 2; d >= 0; d--) {
            offset += rest % shape[d] * strides[d];
            rest /= shape[d];
        }
        return offset;
    }

    private void row(PointwiseLanes lanes, Binary f, int n, float[] a, int ao, float[] b, int bo, float[] y, int yo) {
        int as = aStrides[shape.length - 1];
        int bs = bStrides[shape.length - 1];
        if (as == 1 && bs == 1) {
            lanes.binary(f, n, a, ao, b, bo, y, yo);
        } else if (as == 1 && bs == 0) {
            lanes.binaryScalar(f, n, a, ao, b[bo], y, yo);
        } else if (as == 0 && bs == 1) {
            lanes.scalarBinary(f, n, a[ao], b, bo, y, yo);
        } else { // a single element, or operands that are not dense
            for (int i = 0; i < n; i++) {
                lanes.binaryScalar(f, 1, a, ao + i * as, b[bo + i * bs], y, yo + i);
            }
        }
    }
}
