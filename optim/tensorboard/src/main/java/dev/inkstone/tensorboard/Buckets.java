package dev.inkstone.tensorboard;

import dev.inkstone.tensor.Tensor;
import java.nio.ByteBuffer;

/**
 * A histogram as {@code tf.summary.histogram} makes it: 30 buckets of equal width from the smallest to the largest value. Equal
 * values are all in the last bucket; of no values, every number is 0.
 *
 * @param left edge of the first bucket
 * @param right edge of the last bucket
 * @param counts of the values in each bucket: its left edge belongs to it, the right one only to the last
 * @param notFinite how many values are NaN or infinite, and in no bucket
 */
record Buckets(double left, double right, long[] counts, long notFinite) {
    static final int COUNT = 30;

    static Buckets of(Tensor values) {
        float[] x = values.array();
        int from = values.offset();
        int to = from + values.size();
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        int finite = 0;
        for (int i = from; i < to; i++) {
            if (Float.isFinite(x[i])) {
                min = Math.min(min, x[i]);
                max = Math.max(max, x[i]);
                finite++;
            }
        }
        long[] counts = new long[COUNT];
        if (finite == 0) {
            return new Buckets(0, 0, counts, to - from);
        }
        count(x, from, to, min, max, counts);
        return new Buckets(min, max, counts, to - from - finite);
    }

    private static void count(float[] x, int from, int to, double min, double max, long[] counts) {
        double width = (max - min) / COUNT;
        for (int i = from; i < to; i++) {
            if (Float.isFinite(x[i])) {
                counts[width == 0 ? COUNT - 1 : (int) Math.min((x[i] - min) / width, COUNT - 1)]++;
            }
        }
    }

    private double edge(int i) {
        return i == COUNT ? right : left + i * ((right - left) / COUNT);
    }

    /** {@code [30, 3]} doubles: left edge, right edge and count of each. */
    byte[] toBytes() {
        ByteBuffer bytes = Proto.littleEndian(COUNT * 3 * 8);
        for (int i = 0; i < COUNT; i++) {
            bytes.putDouble(edge(i)).putDouble(edge(i + 1)).putDouble(counts[i]);
        }
        return bytes.array();
    }
}
