package dev.inkstone.conformance;

import java.util.Map;

/** Counts what has been compared and says where a value is off. */
final class Comparison {
    private long tensors;
    private long values;
    private double worst;
    private String worstPlace = "none";

    /**
     * Every expected tensor of the case against what the library computed.
     *
     * @throws AssertionError if one is off or was not computed
     */
    void compare(Case c, Map<String, float[]> actual) {
        for (String name : c.tensors().keySet()) {
            if (c.role(name).startsWith("expected_") && !name.endsWith("variance_unbiased")) {
                float[] computed = actual.get(name);
                if (computed == null) {
                    throw new AssertionError(c.name() + ": '" + name + "' was not computed, only " + actual.keySet());
                }
                String limit = name + "_limit";
                double[] alternative = c.has(limit) ? c.vectors().get(limit).numbers() : null;
                compare(c, name, computed, c.vectors().get(name).numbers(), alternative);
            }
        }
    }

    /** One tensor with its own tolerance; {@code alternative} holds other values that are as good, or is null. */
    void compare(Case c, String name, float[] actual, double[] expected, double[] alternative) {
        if (actual.length != expected.length) {
            throw new AssertionError(
                    c.name() + ": '" + name + "' has " + actual.length + " values, expected " + expected.length);
        }
        double rtol = c.number(name, "rtol");
        double atol = c.number(name, "atol");
        for (int i = 0; i < expected.length; i++) {
            double share = share(actual[i], expected[i], rtol, atol);
            if (alternative != null) {
                share = Math.min(share, share(actual[i], alternative[i], rtol, atol));
            }
            note(c, name + "[" + i + "]", share, actual[i], expected[i]);
        }
        tensors++;
    }

    /** One number that may be off by {@code tolerance}. */
    void number(Case c, String what, double actual, double expected, double tolerance) {
        note(c, what, share(actual, expected, 0, tolerance), actual, expected);
    }

    /** How much was compared, for people. */
    String summary() {
        return String.format(
                "%,d tensors, %,d values compared; at most %.0f %% of a tolerance used, by %s",
                tensors, values, 100 * worst, worstPlace);
    }

    private void note(Case c, String what, double share, double actual, double expected) {
        values++;
        if (!(share <= 1)) {
            throw new AssertionError(c.name() + ": " + what + " is " + actual + ", expected " + expected + " ("
                    + (float) share + " times the tolerance)");
        }
        if (share > worst) {
            worst = share;
            worstPlace = c.name() + " " + what;
        }
    }

    /** The difference in tolerances; +0 and -0 are equal, and so are two NaN. */
    private static double share(double actual, double expected, double rtol, double atol) {
        if (actual == expected || (Double.isNaN(actual) && Double.isNaN(expected))) {
            return 0;
        }
        if (Double.isInfinite(expected) || Double.isInfinite(actual)) {
            return Double.POSITIVE_INFINITY;
        }
        double share = Math.abs(actual - expected) / (atol + rtol * Math.abs(expected));
        return Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
    }
}
