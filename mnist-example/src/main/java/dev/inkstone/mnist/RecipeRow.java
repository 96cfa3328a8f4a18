package dev.inkstone.mnist;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a recipe reached that differ in their seeds only.
 *
 * @param model name of the recipe
 * @param command that makes such a run, but for the seed
 * @param testAccuracy mean
 * @param deviation of the test accuracy, with n − 1 in the denominator; null for a single run
 * @param epochs mean
 * @param seconds mean
 * @param parameters trainable values
 * @param runs by seed
 */
@JsonNaming(SnakeCaseStrategy.class)
record RecipeRow(
        String model,
        String command,
        double testAccuracy,
        @Nullable Double deviation,
        double epochs,
        double seconds,
        int parameters,
        List<RecipeResult> runs) {
    static RecipeRow of(RunOptions options, List<RunMetrics> metrics) throws BadInputException {
        List<RecipeResult> runs = metrics.stream()
                .map(run -> RecipeResult.of(options, run))
                .sorted(Comparator.comparingLong(RecipeResult::seed))
                .toList();
        double accuracy = mean(runs, RecipeResult::testAccuracy);
        double squares = values(runs, run -> (run.testAccuracy() - accuracy) * (run.testAccuracy() - accuracy))
                .sum();
        return new RecipeRow(
                options.model(),
                "train " + String.join(" ", options.words()),
                accuracy,
                runs.size() == 1 ? null : Double.valueOf(Math.sqrt(squares / (runs.size() - 1))),
                mean(runs, RecipeResult::epochs),
                mean(runs, RecipeResult::seconds),
                metrics.get(0).parameters(),
                runs);
    }

    private static double mean(List<RecipeResult> runs, ToDoubleFunction<RecipeResult> value) {
        return values(runs, value).sum() / runs.size();
    }

    private static DoubleStream values(List<RecipeResult> runs, ToDoubleFunction<RecipeResult> value) {
        return runs.stream().mapToDouble(value);
    }

    /** The cells of the row, as the columns of {@link RecipeTable}. */
    List<String> cells() {
        String accuracy = String.format(Locale.ROOT, "%.2f", 100 * testAccuracy);
        return List.of(
                model,
                "`" + command + "`",
                deviation == null ? accuracy : String.format(Locale.ROOT, "%s ± %.2f", accuracy, 100 * deviation),
                epochs(epochs),
                String.format(Locale.ROOT, "%.1f", seconds),
                String.format(Locale.ROOT, "%,d", parameters),
                seeds());
    }

    /** Whole where it is. */
    static String epochs(double epochs) {
        return epochs == Math.rint(epochs) ? Long.toString((long) epochs) : String.format(Locale.ROOT, "%.1f", epochs);
    }

    private String seeds() {
        int count = runs.size();
        long first = runs.get(0).seed();
        long last = runs.get(count - 1).seed();
        return count > 2 && last - first == count - 1
                ? first + "–" + last
                : runs.stream().map(run -> Long.toString(run.seed())).collect(Collectors.joining(", "));
    }
}
