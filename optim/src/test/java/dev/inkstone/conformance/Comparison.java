package dev.inkstone.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what has been compared and says where a value is off. */
final class Comparison {
    private static final Set<String> GIVEN = Set.of("input", "parameter", "constant", "grad_output");
    /** How roles begin. */
    private static final List<String> ROLES = List.of(
            "input",
            "parameter",
            "constant",
            "grad_output",
            "expected_output",
            "expected_gradient",
            "expected_state",
            "expected_statistic",
            "alternative_",
            "float32_reference",
            "tolerance",
            "index into");

    private final Set<String> compared = new HashSet<>();
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
            if (expected(c, name)) {
                float[] computed = actual.get(name);
                if (computed == null) {
                    throw new AssertionError(c.name() + ": '" + name + "' was not computed, only " + actual.keySet());
                }
                String limit = name + "_limit";
                boolean either = c.has(limit) && c.role(limit).startsWith("alternative_");
                double[] alternative = either ? c.vectors().get(limit).numbers() : null;
                compare(c, name, computed, c.vectors().get(name).numbers(), alternative);
            }
        }
    }

    /** Whether a tensor must be reproduced. Of a variance that is given twice, the biased one must. */
    static boolean expected(Case c, String name) {
        boolean twice = name.endsWith("variance_unbiased")
                && (c.has(name.replace("_unbiased", "_biased")) || c.has(name.replace("_unbiased", "")));
        return c.role(name).startsWith("expected_") && !twice;
    }

    /**
     * Asserts that nothing of the case was passed over: that each role is known, each expected tensor was compared, and all
     * that is given was used.
     */
    void complete(Case c) {
        for (String name : c.tensors().keySet()) {
            String role = c.role(name);
            if (ROLES.stream().noneMatch(role::startsWith)) {
                throw new AssertionError(
                        c.name() + ": '" + name + "' has the role " + role + ", expected one of " + ROLES);
            }
            if (expected(c, name) && !compared.contains(c.name() + "/" + name)) {
                throw new AssertionError(c.name() + ": '" + name + "' was not compared");
            }
            if (GIVEN.contains(role) && !c.vectors().read().contains(name)) {
                throw new AssertionError(
                        c.name() + ": '" + name + "' is given, but what runs " + c.op() + " does not use it");
            }
        }
        Conventions.check(c);
    }

    /** Notes that a tensor was compared by {@link #number}. */
    void compared(Case c, String name) {
        tensors++;
        compared.add(c.name() + "/" + name);
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
        compared(c, name);
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
