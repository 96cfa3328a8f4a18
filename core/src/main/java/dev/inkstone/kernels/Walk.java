package dev.inkstone.kernels;

import java.util.Arrays;

/**
 * How every row of A runs through its terms: as a few runs of neighbouring floats, or, where those would be too short to be
 * worth a call, as a list of steps. Offsets are relative to the start of the row.
 */
final class Walk {
    /** Terms per call of a body: a panel of that many rows and the tile's rows of A stay in the first-level cache. */
    static final int MAX_RUN = 256;

    /** Below this many terms a run costs more for loading and storing C than the list of steps does. */
    private static final int MIN_RUN = 16;

    final int[] starts;
    final int[] lengths;
    final int calls;
    /** Empty where terms are neighbours. */
    final int[] steps;

    private Walk(int[] starts, int[] lengths, int calls, int[] steps) {
        this.starts = starts;
        this.lengths = lengths;
        this.calls = calls;
        this.steps = steps;
    }

    /** {@code k} neighbouring terms. */
    static Walk straight(int k) {
        return ofTaps(new int[] {0}, k);
    }

    /** {@code channels} neighbouring terms behind each of {@code taps}, in the order given. */
    static Walk ofTaps(int[] taps, int channels) {
        int[] starts = new int[taps.length];
        int[] lengths = new int[taps.length];
        int runs = 0;
        for (int tap : taps) {
            if (runs > 0 && starts[runs - 1] + lengths[runs - 1] == tap) {
                lengths[runs - 1] += channels;
            } else {
                starts[runs] = tap;
                lengths[runs++] = channels;
            }
        }
        if (runs == 0) {
            return new Walk(new int[1], new int[1], 1, new int[0]); // no term: one call that stores +0
        }
        int terms = taps.length * channels;
        boolean shortRuns = runs > 1 && terms < MIN_RUN * runs;
        return shortRuns || terms == 9 ? indexed(taps, channels) : linear(starts, lengths, runs);
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
        return new Walk(starts, lengths, calls, steps);
    }

    private static Walk linear(int[] runStarts, int[] runLengths, int runs) {
        int[] starts = new int[0];
        int[] lengths = new int[0];
        int calls = 0;
        for (int i = 0; i < runs; i++) {
            int parts = Math.max(1, ceilDiv(runLengths[i], MAX_RUN));
            starts = Arrays.copyOf(starts, calls + parts);
            lengths = Arrays.copyOf(lengths, calls + parts);
            for (int p = 0; p < parts; p++, calls++) {
                int begin = (int) ((long) runLengths[i] * p / parts);
                starts[calls] = runStarts[i] + begin;
                lengths[calls] = (int) ((long) runLengths[i] * (p + 1) / parts) - begin;
            }
        }
        return new Walk(starts, lengths, calls, new int[0]);
    }

    static int ceilDiv(int a, int b) {
        return (int) (((long) a + b - 1) / b);
    }
}
