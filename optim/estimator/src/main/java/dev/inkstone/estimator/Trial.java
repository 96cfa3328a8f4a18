package dev.inkstone.estimator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a candidate of a search.
 *
 * @param values what was varied, by the names of the dimensions
 * @param parameters with these values; null if they could not be made
 * @param scores of the folds; those before the failure if it failed
 * @param seconds that it took
 * @param failure why there is no score for each fold; null if there is
 * @param <P> the type of the parameters
 */
public record Trial<P>(
        Map<String, Object> values,
        @Nullable P parameters,
        Scores scores,
        double seconds,
        @Nullable String failure) {
    /** Whether it has no score. */
    public boolean failed() {
        return failure != null;
    }

    /** The mean score; NaN if it failed. */
    public double score() {
        return failed() ? Double.NaN : scores.mean();
    }
}
