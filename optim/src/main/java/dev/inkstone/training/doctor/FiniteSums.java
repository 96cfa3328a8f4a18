package dev.inkstone.training.doctor;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Tensor;

/** Whether all of many numbers are finite, by sums of every 1024th: one pass at the speed of memory. */
final class FiniteSums {
    private static final int COLUMNS = 1024;

    private final float[] sums = new float[COLUMNS];

    /** Whether each of the sums is finite, and so are all terms. */
    boolean isFinite(Tensor numbers) {
        float[] array = numbers.array();
        int from = numbers.offset();
        int rows = numbers.size() / COLUMNS;
        if (rows > 0) {
            Kernels.active().reduction().sumAxis(1, rows, COLUMNS, array, from, sums, 0);
            if (!areFinite(sums, 0, COLUMNS)) {
                return false;
            }
        }
        return areFinite(array, from + rows * COLUMNS, from + numbers.size());
    }

    private static boolean areFinite(float[] array, int from, int to) {
        float zero = 0;
        for (int i = from; i < to; i++) {
            zero += array[i] * 0;
        }
        return zero == 0;
    }
}
