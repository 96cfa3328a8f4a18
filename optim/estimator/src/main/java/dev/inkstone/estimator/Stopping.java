package dev.inkstone.estimator;

import static dev.inkstone.estimator.TrainingParameters.check;

import org.jspecify.annotations.Nullable;

/**
 * When an estimator stops before all epochs are made.
 *
 * @param validationFraction the share of the data that is held back to judge by, of each class the same; 0 for none, less than 1
 * @param patience stop when the loss has not become better for so many epochs: that of the validation data, whose best epoch is then
 *     restored, or without them that of training; 0 to make all epochs
 * @param minDelta only a difference of more than this counts as better
 * @param targetScore stop when the score (accuracy, R²) of the validation data reaches this, or without them the mean over the steps
 *     of an epoch; null for never
 */
public record Stopping(
        double validationFraction,
        int patience,
        double minDelta,
        @Nullable Double targetScore) {
    /** No validation data, patience for 10 epochs, at least 1e-4, no target. */
    public static final Stopping DEFAULT = new Stopping(0, 10, 1e-4, null);

    /** @throws IllegalArgumentException if a number is out of its range */
    public Stopping {
        check(
                "validation fraction",
                validationFraction,
                validationFraction >= 0 && validationFraction < 1,
                "the share that is held back, 0 or more and less than 1; 0.1 is common");
        check("patience", patience, patience >= 0, "1 or more epochs, or 0 to make all");
        check("min delta", minDelta, minDelta >= 0, "0 or more");
        check(
                "target score",
                targetScore,
                targetScore == null || targetScore <= 1,
                "at most 1: all answers right, or an R² without any error");
    }

    /** The same with this share of the data held back; default 0. */
    public Stopping withValidationFraction(double validationFraction) {
        return new Stopping(validationFraction, patience, minDelta, targetScore);
    }

    /** The same with this patience in epochs; default 10. */
    public Stopping withPatience(int patience) {
        return new Stopping(validationFraction, patience, minDelta, targetScore);
    }

    /** The same with this least improvement; default 1e-4. */
    public Stopping withMinDelta(double minDelta) {
        return new Stopping(validationFraction, patience, minDelta, targetScore);
    }

    /** The same that stops at this score; default none. */
    public Stopping withTargetScore(double targetScore) {
        return new Stopping(validationFraction, patience, minDelta, targetScore);
    }
}
