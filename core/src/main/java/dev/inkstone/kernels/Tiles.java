package dev.inkstone.kernels;

/**
 * Per-channel parameters repeated until a row of them ends with a whole vector, and is a few vectors long. So few channels are
 * handled as the same number of rows of many.
 */
record Tiles(int channels, int times) {
    /** The tiles for {@code channels}: those of a {@link Fold}, or of many channels the fewest that fill whole vectors. */
    Tiles(int channels) {
        this(channels, channels <= 64 ? Fold.of(channels).times() : channels >= 512 ? 1 : Fold.whole(channels));
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

    /**
     * Calls {@code body} for blocks of rows of tiles that stay in the first cache, the last ones first, since sums have run down
     * the rows before; the last row may be shorter.
     */
    void run(int rows, Body body) {
        int n = rows * channels;
        int each = Math.max(1, Split.NEAR / width());
        int size = each * width();
        Split.items(Walk.ceilDiv(n, size), size, true, (from, to) -> {
            for (int i = from; i < to; i++) {
                int count = Math.min(each, (n - i * size) / width());
                if (count > 0) {
                    body.run(i * size, count, width());
                }
                if (count < each) {
                    rest(i * size + count * width(), n, body);
                }
            }
        });
    }

    private static void rest(int from, int n, Body body) {
        if (from < n) {
            body.run(from, 1, n - from);
        }
    }

    /** Work on rows of tiles. */
    interface Body {
        /** Does {@code rows} rows of {@code width}, one after the other from element {@code from} on. */
        void run(int from, int rows, int width);
    }
}
