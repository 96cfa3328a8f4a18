package dev.inkstone.autodiff;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link GradientCheck} found.
 *
 * @param checked how many gradients (not outputs) were compared
 * @param worst where the gradients differ most; null if none was compared
 * @param worstOutput where the float32 forward differs most from the reference; null without a reference
 */
public record GradientReport(
        long checked, @Nullable Difference worst, @Nullable Difference worstOutput) {
    /** How much smaller than its surroundings a value may be before its error is measured by those. */
    private static final double FLOOR = 0.01;

    static final GradientReport NOTHING = new GradientReport(0, null, null);

    /**
     * One place where a computed value and the expected one differ.
     *
     * @param what {@code gradient of input 1} or {@code output}
     * @param index row-major position in that tensor
     * @param actual what the op computed
     * @param expected the central difference, or the output of the reference
     * @param error the relative error as {@link GradientCheck} defines it
     */
    public record Difference(String what, int index, double actual, double expected, double error) {
        @Override
        public String toString() {
            return what + " [" + index + "] is " + actual + ", expected " + expected + " (relative error " + error
                    + ")";
        }
    }

    /** The largest relative error of a gradient; 0 if none was compared. */
    public double largestError() {
        return worst == null ? 0 : worst.error();
    }

    /** The largest relative error of an output; 0 without a reference. */
    public double largestOutputError() {
        return worstOutput == null ? 0 : worstOutput.error();
    }

    /**
     * This report if no gradient and no output is off by {@code tolerance} or more.
     *
     * @throws IllegalStateException if one is; the message names the input, the index and both values
     */
    public GradientReport requireBelow(double tolerance) {
        require(worstOutput, tolerance, "repair the forward, or the reference");
        require(worst, tolerance, "repair the backward, or keep the inputs away from kinks");
        return this;
    }

    private static void require(@Nullable Difference worst, double tolerance, String cure) {
        if (worst != null && !(worst.error() < tolerance)) {
            throw new IllegalStateException(
                    "gradient check: " + worst + ", expected a relative error below " + tolerance + "; " + cure);
        }
    }

    /** Both reports in one. */
    GradientReport and(GradientReport other) {
        return new GradientReport(
                checked + other.checked, larger(worst, other.worst), larger(worstOutput, other.worstOutput));
    }

    /**
     * Compares element by element.
     *
     * @param indices for the message
     * @param terms for each element, a size that errors are measured by if it is larger than that of the values
     */
    static GradientReport compare(String what, int[] indices, float[] actual, double[] expected, double[] terms) {
        double largest = 0;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        Difference worst = null;
        for (int i = 0; i < indices.length; i++) {
            double error = error(actual[i], expected[i], FLOOR * Math.max(largest, terms[i]));
            worst = larger(worst, new Difference(what, indices[i], actual[i], expected[i], error));
        }
        return what.equals("output")
                ? new GradientReport(0, null, worst)
                : new GradientReport(indices.length, worst, null);
    }

    private static double error(double actual, double expected, double floor) {
        if (actual == expected || (Double.isNaN(actual) && Double.isNaN(expected))) {
            return 0;
        }
        double error = Math.abs(actual - expected) / Math.max(floor, Math.max(Math.abs(actual), Math.abs(expected)));
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    private static @Nullable Difference larger(@Nullable Difference a, @Nullable Difference b) {
        return a == null || (b != null && b.error() > a.error()) ? b : a;
    }
}
