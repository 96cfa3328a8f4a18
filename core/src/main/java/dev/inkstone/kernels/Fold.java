package dev.inkstone.kernels;

/**
 * How a sum down {@code rows × channels} is ordered, a function of the channels alone. Few channels are folded: {@code times}
 * rows lie side by side as one wide row, so that there are enough independent sums for the vectors; a flat sum has 16 of
 * them. A chunk is {@link #WIDE_ROWS} wide rows, summed in ascending order; the side-by-side sums, and then the chunks, are
 * combined by a pairwise tree.
 */
record Fold(int channels, int times) {
    /** Wide rows per chunk. */
    static final int WIDE_ROWS = 256;

    /** Columns that one piece of work sums, where there are many. */
    static final int COLUMNS = 1024;

    /** The fold for {@code channels}. */
    static Fold of(int channels) {
        int target = channels == 1 ? 16 : 64;
        return new Fold(channels, Math.max(1, Integer.highestOneBit(target / Math.max(1, channels))));
    }

    /** Columns of a wide row. */
    int width() {
        return channels * times;
    }

    /** Rows per chunk. */
    int chunkRows() {
        return WIDE_ROWS * times;
    }

    /** Chunks of {@code rows}; at least 1. */
    int chunks(int rows) {
        return Math.max(1, (rows - 1) / chunkRows() + 1);
    }
}
