package dev.inkstone.metrics;

import java.util.Locale;

/** What is made of the counts of a class; 0 where that divides by zero, as scikit-learn does with {@code zero_division=0}. */
enum Ratio {
    PRECISION {
        @Override
        double of(double right, double predicted, double actual) {
            return quotient(right, predicted);
        }
    },
    RECALL {
        @Override
        double of(double right, double predicted, double actual) {
            return quotient(right, actual);
        }
    },
    F1 {
        @Override
        double of(double right, double predicted, double actual) {
            return quotient(2 * right, predicted + actual);
        }
    };

    /**
     * The number.
     *
     * @param right examples of the class that were predicted to be of it
     * @param predicted examples that were predicted to be of the class
     * @param actual examples of the class
     */
    abstract double of(double right, double predicted, double actual);

    private static double quotient(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
