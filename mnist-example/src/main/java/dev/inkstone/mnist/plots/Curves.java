package dev.inkstone.mnist.plots;

import dev.inkstone.training.EpochRecord;
import dev.inkstone.training.Evaluation;
import dev.inkstone.training.History;
import dev.inkstone.training.ValidationRecord;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How a number developed in a training: on the training data and, where there are some, on the validation data. */
public final class Curves {
    private static final String TRAINING = "training (mean over the epoch)";
    private static final String VALIDATION = "validation (at that point)";

    private Curves() {}

    /**
     * Loss or a metric over the epochs, all of them finished. Validations within an epoch stand where they were made.
     *
     * @param metric {@code "loss"} or what the trainer calls a metric; {@code "accuracy"} is shown in %
     */
    public static BufferedImage draw(History history, String metric) {
        return draw(metric, lines(history, metric));
    }

    /**
     * The same of a run that may have ended within its last epoch: what was measured then stands that far behind the epoch before.
     *
     * @param stepsPerEpoch of a finished epoch
     * @throws IllegalArgumentException if that is not positive
     */
    public static BufferedImage draw(History history, String metric, int stepsPerEpoch) {
        if (stepsPerEpoch < 1) {
            throw new IllegalArgumentException("curves: " + stepsPerEpoch + " steps per epoch, expected at least 1");
        }
        return draw(metric, lines(history, metric, stepsPerEpoch));
    }

    /**
     * The same from a table, {@link History#toCsv} or the {@code history.csv} of a run, as far as it has the columns. A last epoch
     * of fewer steps than the one before is taken for one within which the run ended.
     *
     * @throws IllegalArgumentException if there is no column of that name, or a cell is no number
     */
    public static BufferedImage draw(String csv, String metric) {
        return draw(metric, lines(csv, metric));
    }

    private static BufferedImage draw(String metric, List<LineChart.Line> lines) {
        boolean percent = metric.equals("accuracy");
        List<LineChart.Line> shown =
                percent ? lines.stream().map(Curves::percent).toList() : lines;
        String title = metric.substring(0, 1).toUpperCase(Locale.ROOT) + metric.substring(1) + " in training";
        String unit = percent ? " (%)" : metric.equals("loss") ? " (mean over the images)" : "";
        return LineChart.draw(title, "epoch", metric + unit, shown);
    }

    static List<LineChart.Line> lines(History history, String metric) {
        return lines(history, metric, step -> epochs(history, step));
    }

    static List<LineChart.Line> lines(History history, String metric, int stepsPerEpoch) {
        return lines(history, metric, step -> (double) step / stepsPerEpoch);
    }

    /** @param place of a step on the x axis */
    private static List<LineChart.Line> lines(History history, String metric, LongToDoubleFunction place) {
        List<double[]> training = new ArrayList<>();
        List<double[]> validation = new ArrayList<>();
        for (EpochRecord epoch : history.epochs()) {
            double x = place.applyAsDouble(epoch.step());
            training.add(new double[] {x, value(epoch.training(), metric)});
            validation.add(new double[] {x, value(epoch.validation(), metric)});
        }
        if (!history.validations().isEmpty()) { // not told epoch by epoch only
            validation.clear();
        }
        for (ValidationRecord record : history.validations()) {
            validation.add(new double[] {place.applyAsDouble(record.step()), value(record.evaluation(), metric)});
        }
        return List.of(line(TRAINING, training), line(VALIDATION, validation));
    }

    static List<LineChart.Line> lines(String csv, String metric) {
        List<String> rows = csv.lines().toList();
        List<String> names = rows.isEmpty() ? List.of() : List.of(rows.get(0).split(",", -1));
        if (!names.contains("epoch") || !names.contains(metric)) {
            throw new IllegalArgumentException("curves: columns " + names + ", expected epoch and " + metric
                    + "; take the history.csv of a training");
        }
        List<String[]> cells =
                rows.stream().skip(1).map(row -> row.split(",", -1)).toList();
        double[] epochs = shortened(column(names, cells, "epoch"), column(names, cells, "step"));
        return List.of(
                new LineChart.Line(TRAINING, epochs, column(names, cells, metric)),
                new LineChart.Line(VALIDATION, epochs, column(names, cells, "val_" + metric)));
    }

    /** {@code epochs}, the last one no further behind that before it than its steps are. */
    private static double[] shortened(double[] epochs, double[] steps) {
        int last = epochs.length - 1;
        if (last > 0) {
            double whole = steps[last - 1] - (last > 1 ? steps[last - 2] : 0);
            double share = (steps[last] - steps[last - 1]) / whole;
            if (share > 0 && share < 1) { // not so without steps, which are NaN then
                epochs[last] = epochs[last - 1] + share;
            }
        }
        return epochs;
    }

    /** NaN where a cell is empty, or in all of them where there is no such column. */
    private static double[] column(List<String> names, List<String[]> rows, String name) {
        int column = names.indexOf(name);
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
            String[] row = rows.get(i);
            try {
                values[i] = column < 0 || column >= row.length || row[column].isEmpty()
                        ? Double.NaN
                        : Double.parseDouble(row[column]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "curves: line " + (i + 2) + ", " + name + " '" + row[column] + "', expected a number", e);
            }
        }
        return values;
    }

    /** Where a step stands among the epochs: the end of the first one is 1. */
    private static double epochs(History history, long step) {
        int epoch = 0;
        long begin = 0;
        for (EpochRecord record : history.epochs()) {
            if (step <= record.step()) {
                return epoch + (double) (step - begin) / (record.step() - begin);
            }
            epoch = record.epoch();
            begin = record.step();
        }
        long length = epoch == 0 ? Math.max(step, 1) : begin / epoch;
        return epoch + (double) (step - begin) / length;
    }

    private static double value(@Nullable Evaluation evaluation, String metric) {
        return evaluation == null
                        || !metric.equals("loss") && !evaluation.metrics().containsKey(metric)
                ? Double.NaN
                : evaluation.value(metric);
    }

    private static LineChart.Line line(String name, List<double[]> points) {
        return new LineChart.Line(
                name,
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray());
    }

    private static LineChart.Line percent(LineChart.Line line) {
        double[] shares = Arrays.stream(line.y()).map(share -> 100 * share).toArray();
        return new LineChart.Line(line.name(), line.x(), shares);
    }
}
