package dev.inkstone.kernels;

/**
 * How every row of A runs through its terms: as a few runs of neighbouring floats, or, where those would be too short to be
 * worth a call, as a list of steps. Offsets are relative to the start of the row.
 */
final class Walk {
    /** Terms per call of a body: many, since each call loads and stores C, but a panel of them stays in the second-level cache. */
    static final int MAX_RUN = 512;

    final int[] starts;
    final int[] lengths;
    final int calls;
    /** The row of B that the first term of each call is multiplied by. */
    final int[] rows;

    /** Empty where terms are neighbours. */
    final int[] steps;

    private Walk(int[] starts, int[] lengths, int[] rows, int[] steps) {
        this.starts = starts;
        this.lengths = lengths;
        this.calls = starts.length;
        this.rows = rows;
        this.steps = steps;
    }

    /** {@code k} neighbouring terms. */
    static Walk straight(int k) {
        return ofTaps(new int[] {0}, k, 0);
    }

    /** {@code channels} neighbouring terms behind each of {@code taps}, in the order given. */
    static Walk ofTaps(int[] taps, int channels, int leastRun) {
        Runs runs = new Runs(taps.length);
        for (int i = 0; i < taps.length; i++) {
            runs.add(taps[i], i * channels, channels);
        }
        int terms = taps.length * channels;
        boolean shortRuns = runs.count > 1 && terms < leastRun * runs.count;
        return shortRuns || terms == 9 ? indexed(taps, channels) : linear(runs);
    }

    /**
     * The same of a part of the taps of a window: rows {@code h0 … h1} and columns {@code w0 … w1} of those that are listed,
     * {@code width} in a row.
     */
    static Walk ofWindow(int[] taps, int width, int h0, int h1, int w0, int w1, int channels) {
        Runs runs = new Runs(taps.length);
        for (int h = h0; h < h1; h++) {
            for (int w = w0; w < w1; w++) {
                int tap = h * width + w;
                runs.add(taps[tap], tap * channels, channels);
            }
        }
        return linear(runs);
    }

    /** Neighbouring terms that are multiplied by neighbouring rows of B. */
    private static final class Runs {
        final int[] starts;
        final int[] rows;
        final int[] lengths;
        int count;

        Runs(int most) {
            starts = new int[most];
            rows = new int[most];
            lengths = new int[most];
        }

        void add(int start, int row, int length) {
            int last = count - 1;
            if (last >= 0 && starts[last] + lengths[last] == start && rows[last] + lengths[last] == row) {
                lengths[last] += length;
                return;
            }
            starts[count] = start;
            rows[count] = row;
            lengths[count++] = length;
        }
    }

    boolean isIndexed() {
        return steps.length > 0;
    }

    /** Whether {@code GemmLanes.nineTerms} is for it. */
    boolean isNine() {
        return steps.length == 9;
    }

    /** The size of a square window over one channel, if the terms are one: as many runs as each has terms; else 0. */
    int windowSize() {
        int size = (int) Math.sqrt(steps.length);
        if (size * size != steps.length) {
            return 0;
        }
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] != steps[i / size * size] + i % size) {
                return 0;
            }
        }
        return size;
    }

    private static Walk indexed(int[] taps, int channels) {
        int[] steps = new int[taps.length * channels];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = taps[i / channels] + i % channels;
        }
        int calls = ceilDiv(steps.length, MAX_RUN);
        int[] starts = new int[calls];
        int[] lengths = new int[calls];
        for (int i = 0; i < calls; i++) {
            starts[i] = i * MAX_RUN;
            lengths[i] = Math.min(MAX_RUN, steps.length - starts[i]);
        }
        return new Walk(starts, lengths, starts, steps);
    }

    private static Walk linear(Runs runs) {
        if (runs.count == 0) {
            return new Walk(new int[1], new int[1], new int[1], new int[0]); // no term: one call that stores +0
        }
        int calls = 0;
        for (int i = 0; i < runs.count; i++) {
            calls += parts(runs.lengths[i]);
        }
        int[] starts = new int[calls];
        int[] rows = new int[calls];
        int[] lengths = new int[calls];
        for (int i = 0, call = 0; i < runs.count; i++) {
            int parts = parts(runs.lengths[i]);
            for (int p = 0; p < parts; p++, call++) {
                int begin = (int) ((long) runs.lengths[i] * p / parts);
                starts[call] = runs.starts[i] + begin;
                rows[call] = runs.rows[i] + begin;
                lengths[call] = (int) ((long) runs.lengths[i] * (p + 1) / parts) - begin;
            }
        }
        return new Walk(starts, lengths, rows, new int[0]);
    }

    private static int parts(int length) {
        return Math.max(1, ceilDiv(length, MAX_RUN));
    }

    static int ceilDiv(int a, int b) {
        return (int) (((long) a + b - 1) / b);
    }
}
