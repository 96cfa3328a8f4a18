package dev.inkstone.metrics;

/** Checks of what tallies are restored from. */
final class States {
    private States() {}

    /**
     * The count with which a state begins.
     *
     * @param fixed numbers in every state, the count among them
     * @param each further numbers for each of the count
     * @throws IllegalArgumentException if the length does not fit
     */
    static int count(String metric, double[] state, int fixed, int each) {
        double count = state.length == 0 ? -1 : state[0];
        if (!(count >= 0 && count == Math.rint(count) && fixed + each * count == state.length)) {
            throw mismatch(metric, state, "a count and " + fixed + " + " + each + " · count in all");
        }
        return (int) count;
    }

    static IllegalArgumentException mismatch(String metric, double[] state, String expected) {
        return new IllegalArgumentException(metric + ": a state of " + state.length + " numbers, expected " + expected
                + "; restore what a tally of the same metric saved");
    }
}
