package dev.inkstone.kernels;

/**
 * How a sum down {@code rows × channels} is ordered, a function of the channels alone. Few channels are folded: {@code times}
 * rows lie side by side as one wide row, so that there are enough independent sums to fill whole vectors; a flat sum has 16
 * of them. A chunk is {@code wideRows} wide rows, summed in ascending order; the side-by-side sums, and then the chunks, are
 * combined by a pairwise tree.
 */
record Fold(int channels, int times, int wideRows) {
    /** Columns that one piece of work sums, where there are many. */
    static final int COLUMNS = 1024;

    /** The longest vector: a width of whole ones leaves no tail. */
    private static final int LANES = 16;

    private static final int CHUNK = 1 << 14;

    /** The fold for {@code channels}. */
    static Fold of(int channels) {
        int times = channels > 64 || channels < 1 ? 1 : times(channels);
        int wideRows = Math.max(32, Math.min(256, CHUNK / Math.max(1, channels * times)));
        return new Fold(channels, times, wideRows);
    }

    /** At least about 64 columns, all in whole vectors. */
    private static int times(int channels) {
        int enough = Integer.highestOneBit((channels == 1 ? LANES : 64) / channels);
        return Math.max(enough, whole(channels));
    }

    /** How many rows of {@code channels} fill whole vectors. */
    static int whole(int channels) {
        return LANES / Math.min(LANES, Integer.lowestOneBit(channels));
    }

    /** Columns of a wide row. */
    int width() {
        return channels * times;
    }

    /** Rows per chunk. */
    int chunkRows() {
        return wideRows * times;
    }

    /** Chunks of {@code rows}; at least 1. */
    int chunks(int rows) {
        return Math.max(1, (rows - 1) / chunkRows() + 1);
    }
}
