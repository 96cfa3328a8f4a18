package dev.inkstone.mnist;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * An epoch in {@code metrics.json}.
 *
 * @param epoch the first is 1
 * @param step steps made since the beginning of the run
 * @param loss mean over the training images of the epoch, each seen before the step of its batch
 * @param accuracy likewise
 * @param valLoss on the validation images at the end of the epoch; null without validation
 * @param valAccuracy likewise
 * @param testAccuracy at the end of the epoch, only for reporting; null if training stopped within it and went back to better weights
 * @param seconds spent in training steps only
 * @param imagesPerSecond in these seconds
 */
@JsonNaming(SnakeCaseStrategy.class)
record EpochMetrics(
        int epoch,
        long step,
        double loss,
        double accuracy,
        @Nullable Double valLoss,
        @Nullable Double valAccuracy,
        @Nullable Double testAccuracy,
        double seconds,
        double imagesPerSecond) {
    /** The first line of {@code history.csv}. */
    static final String CSV_HEADER =
            "epoch,step,loss,accuracy,val_loss,val_accuracy,test_accuracy,seconds,images_per_second\n";

    /** A line of {@code history.csv}. */
    String toCsv() {
        return epoch + "," + step + "," + loss + "," + accuracy + "," + orNothing(valLoss) + ","
                + orNothing(valAccuracy) + "," + orNothing(testAccuracy) + "," + seconds + "," + imagesPerSecond + "\n";
    }

    private static String orNothing(@Nullable Double value) {
        return value == null ? "" : value.toString();
    }
}
