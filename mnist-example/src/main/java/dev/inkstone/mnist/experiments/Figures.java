package dev.inkstone.mnist.experiments;

import dev.inkstone.training.EpochRecord;
import dev.inkstone.training.Trainer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** Numbers as tables show them. */
final class Figures {
    private Figures() {}

    /** Validation accuracy after epoch {@code epoch}; the first is 1. */
    static double accuracy(Trainer trainer, int epoch) {
        EpochRecord record = trainer.history().epochs().get(epoch - 1);
        return Objects.requireNonNull(record.validation()).value("accuracy");
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The deviation of single values, with n − 1; 0 for one value. */
    static double deviation(List<Double> values) {
        double mean = mean(values);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
    }

    /** {@code 98.52}, of a share. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }

    /** {@code 98.52 ± 0.07}, of shares. */
    static String percent(List<Double> shares) {
        return percent(mean(shares)) + " ± " + percent(deviation(shares));
    }

    /** A row of a table in Markdown. */
    static String row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        return row.toString();
    }

    /** The two rows at the head of a table. */
    static String heading(String... cells) {
        return row((Object[]) cells) + "\n|" + "---|".repeat(cells.length);
    }

    /** Seeds 1 to {@code n}. */
    static List<Long> seeds(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(seed -> (long) seed).toList();
    }
}
