package dev.inkstone.estimator;

import java.util.List;
import java.util.Locale;

/**
 * The scores of some folds.
 *
 * @param values one for each fold, in their order
 */
public record Scores(List<Double> values) {
    /** Keeps a copy of the list. */
    public Scores {
        values = List.copyOf(values);
    }

    /** Their mean; NaN of none. */
    public double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.size();
    }

    /** Their standard deviation (of the population: divided by n, as NumPy's and scikit-learn's); NaN of none. */
    public double deviation() {
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return StrictMath.sqrt(squares / values.size());
    }

    /** {@code 0.9533 ± 0.0163}; without deviation where there is one score only. */
    @Override
    public String toString() {
        String mean = String.format(Locale.ROOT, "%.4f", mean());
        return values.size() == 1 ? mean : mean + String.format(Locale.ROOT, " ± %.4f", deviation());
    }
}
