package dev.inkstone.training.doctor;

import dev.inkstone.tensor.Tensor;
import java.util.Locale;

/** What numbers look like together: their range, size, and whether all are finite. */
record Values(float smallest, float largest, double rootMeanSquare, boolean whole, int notFinite, int count) {
    /** Bytes that were scaled and scaled back are whole but for this. */
    private static final double ROUNDING = 1e-3;

    static Values of(Tensor tensor) {
        return of(tensor.array(), tensor.offset(), tensor.size(), 1);
    }

    /** Of {@code count} numbers that stand {@code stride} apart. */
    static Values of(float[] array, int from, int count, int stride) {
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        double squares = 0;
        boolean whole = true;
        int notFinite = 0;
        for (int i = 0; i < count; i++) {
            float value = array[from + i * stride];
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
            squares += (double) value * value;
            whole &= Math.abs(value - Math.rint(value)) < ROUNDING;
            notFinite += Float.isFinite(value) ? 0 : 1;
        }
        return new Values(smallest, largest, Math.sqrt(squares / Math.max(1, count)), whole, notFinite, count);
    }

    boolean areFinite() {
        return notFinite == 0;
    }

    /** The largest distance from 0. */
    float magnitude() {
        return Math.max(Math.abs(smallest), Math.abs(largest));
    }

    /** The range, for messages. */
    @Override
    public String toString() {
        return text(smallest) + " to " + text(largest);
    }

    /** A number with four digits that say something. */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e7) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= 1e5 || size < 1e-3) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.1f" : "%.4f", value).replaceAll("\\.?0+$", "");
    }

    /** What a number that is not finite is called: {@code NaN} or {@code infinite}. */
    static String kind(double value) {
        return Double.isNaN(value) ? "NaN" : "infinite";
    }
}
