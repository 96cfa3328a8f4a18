package dev.inkstone.mnist;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code metrics.json} tells of a run.
 *
 * @param epochs one after the other; the last one may be cut short by {@code --steps}
 * @param testAccuracy of the saved model
 * @param testLoss of the saved model
 * @param valAccuracy of the saved model; null without validation
 * @param savedStep steps after which the weights of the saved model were taken: the best ones by validation, the last, or their average up to it
 * @param trainSeconds spent in training steps, in all epochs together
 * @param totalSeconds since the process started that wrote the file, and of earlier ones until the last checkpoint
 * @param startToFirstStepSeconds until that process had made its first step; null if it had none to make
 * @param parameters trainable values
 * @param kernels {@code vector} or {@code scalar}
 * @param threads that computed
 * @param seed of the run
 * @param batch images in a step
 * @param model name of the recipe
 * @param java version
 * @param diagnoses what the training doctor found; none where all was well
 * @param parametersSha256 of the saved model, see {@link ParameterHash}
 */
@JsonNaming(SnakeCaseStrategy.class)
record RunMetrics(
        List<EpochMetrics> epochs,
        double testAccuracy,
        double testLoss,
        @Nullable Double valAccuracy,
        long savedStep,
        double trainSeconds,
        double totalSeconds,
        @Nullable Double startToFirstStepSeconds,
        int parameters,
        String kernels,
        int threads,
        long seed,
        int batch,
        String model,
        String java,
        List<String> diagnoses,
        @JsonProperty("parameters_sha256") String parametersSha256) {
    RunMetrics {
        diagnoses = Objects.requireNonNullElse(diagnoses, List.of()); // files of earlier versions have none
    }
}
