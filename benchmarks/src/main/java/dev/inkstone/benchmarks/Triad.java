package dev.inkstone.benchmarks;

/** {@code a = b + s·c} over arrays that no cache holds. */
final class Triad {
    /** 64 MB each. */
    private static final int LENGTH = 1 << 24;

    private static final float S = 0.5f;

    private final float[] a = new float[LENGTH];
    private final float[] b = Operands.uniform(LENGTH, 1);
    private final float[] c = Operands.uniform(LENGTH, 2);

    /**
     * One of {@code parts} equal parts; returns the bytes that it read and wrote, 12 for each element as STREAM counts them: that a
     * cache reads what is about to be overwritten is not counted.
     */
    long run(int part, int parts) {
        int from = (int) ((long) LENGTH * part / parts);
        int to = (int) ((long) LENGTH * (part + 1) / parts);
        for (int i = from; i < to; i++) {
            a[i] = b[i] + S * c[i];
        }
        return 12L * (to - from);
    }
}
