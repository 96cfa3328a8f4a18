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
import org.jspecify.annotations.Nullable;

/** How a number developed in a training: on the training data and, where there are some, on the validation data. */
public final class Curves {
    private static final String TRAINING = "training (mean over the epoch)";
    private static final String VALIDATION = "validation (at that point)";

    private Curves() {}

    /**
     * Loss or a metric over the epochs. Validations within an epoch stand where they were made.
     *
     * @param metric {@code "loss"} or what the trainer calls a metric; {@code "accuracy"} is shown in %
     */
    public static BufferedImage draw(History history, String metric) {
        return draw(metric, lines(history, metric));
    }

    /**
     * The same from a table, {@link History#toCsv} or the {@code history.csv} of a run, as far as it has the columns.
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
        List<double[]> training = new ArrayList<>();
        for (EpochRecord epoch : history.epochs()) {
            training.add(new double[] {epoch.epoch(), value(epoch.training(), metric)});
        }
        List<double[]> validation = new ArrayList<>();
        for (ValidationRecord record : history.validations()) {
            validation.add(new double[] {epochs(history, record.step()), value(record.evaluation(), metric)});
        }
        if (validation.isEmpty()) { // told epoch by epoch only
            history.epochs().forEach(e -> validation.add(new double[] {e.epoch(), value(e.validation(), metric)}));
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
        double[] epochs = column(names, cells, "epoch");
        return List.of(
                new LineChart.Line(TRAINING, epochs, column(names, cells, metric)),
                new LineChart.Line(VALIDATION, epochs, column(names, cells, "val_" + metric)));
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
