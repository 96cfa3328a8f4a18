package dev.inkstone.mnist;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one run reached.
 *
 * @param seed of the run
 * @param testAccuracy of the saved model
 * @param valAccuracy of the saved model; null without validation
 * @param savedStep steps after which the weights of the saved model were taken
 * @param steps made
 * @param epochs made, with a fraction where the run ended within one
 * @param seconds of the whole run, from the start of the JVM
 * @param diagnoses what the training doctor found; none where all was well
 * @param parametersSha256 of the saved model
 */
@JsonNaming(SnakeCaseStrategy.class)
record RecipeResult(
        long seed,
        double testAccuracy,
        @Nullable Double valAccuracy,
        long savedStep,
        long steps,
        double epochs,
        double seconds,
        List<String> diagnoses,
        @JsonProperty("parameters_sha256") String parametersSha256) {
    static RecipeResult of(RunOptions options, RunMetrics metrics) {
        List<EpochMetrics> epochs = metrics.epochs();
        long steps = epochs.get(epochs.size() - 1).step();
        int stepsPerEpoch = (options.limit() - 1) / options.batch() + 1;
        return new RecipeResult(
                metrics.seed(),
                metrics.testAccuracy(),
                metrics.valAccuracy(),
                metrics.savedStep(),
                steps,
                (double) steps / stepsPerEpoch,
                metrics.totalSeconds(),
                metrics.diagnoses(),
                metrics.parametersSha256());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.2f %%, %s epochs, %.1f s", 100 * testAccuracy, RecipeRow.epochs(epochs), seconds);
    }
}
