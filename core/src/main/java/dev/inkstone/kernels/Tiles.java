package dev.inkstone.kernels;

/**
 * Per-channel parameters repeated until a row of them is long enough for one call of the lanes, and ends with a whole
 * vector.
 */
record Tiles(int channels, int times) {
    private static final int TARGET = 512;
    private static final int MULTIPLE = 16;

    /** The tiles for {@code channels}. */
    Tiles(int channels) {
        this(channels, channels >= TARGET ? 1 : (TARGET / channels + MULTIPLE - 1) / MULTIPLE * MULTIPLE);
    }

    /** Floats of a row of tiles. */
    int width() {
        return channels * times;
    }

    /** Repeats the first {@code channels} of each of {@code parameters} vectors of {@link #width}. */
    void repeat(float[] p, int parameters) {
        for (int i = 0; i < parameters; i++) {
            for (int j = channels; j < width(); j++) {
                p[i * width() + j] = p[i * width() + j - channels];
            }
        }
    }

    /** Calls {@code body} with the first element and the number of elements of each row of tiles. */
    void run(int rows, Row body) {
        int n = rows * channels;
        Split.items(Walk.ceilDiv(n, width()), width(), (from, to) -> {
            for (int i = from; i < to; i++) {
                body.run(i * width(), Math.min(width(), n - i * width()));
            }
        });
    }

    /** Work on one row of tiles. */
    interface Row {
        /** Does elements {@code from} to {@code from + n}. */
        void run(int from, int n);
    }
}
