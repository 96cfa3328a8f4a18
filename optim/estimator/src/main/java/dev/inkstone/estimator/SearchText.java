package dev.inkstone.estimator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables of a search. */
final class SearchText {
    private SearchText() {}

    static <P> String markdown(SearchResult<P, ?> result) {
        List<String> header = new ArrayList<>(List.of("rank"));
        header.addAll(names(result));
        header.add(scoreName(result));
        header.add("seconds");
        StringBuilder table = new StringBuilder(row(header));
        table.append("|").append("---|".repeat(header.size())).append('\n');
        for (Trial<P> trial : result.ranked()) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(result.rank(trial))));
            trial.values().values().forEach(value -> cells.add(rounded(value)));
            cells.add(
                    trial.failed()
                            ? "failed: " + trial.failure()
                            : trial.scores().toString());
            cells.add(String.format(Locale.ROOT, "%.2f", trial.seconds()));
            table.append(row(cells));
        }
        return table.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Numbers of any length to four digits: a drawn learning rate has seventeen. */
    private static String rounded(@Nullable Object value) {
        if (!(value instanceof Double number) || !Double.isFinite(number)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros();
        return Math.abs(number) >= 1 && Math.abs(number) < 1e7
                ? rounded.toPlainString()
                : rounded.toString(); // 20, not 2E+1
    }

    static <P> String csv(SearchResult<P, ?> result) {
        int folds = result.best().scores().values().size();
        List<String> header = new ArrayList<>(List.of("rank"));
        header.addAll(names(result));
        header.addAll(List.of(scoreName(result), "deviation"));
        for (int i = 1; i <= folds; i++) {
            header.add("fold_" + i);
        }
        header.addAll(List.of("seconds", "failure"));
        StringBuilder csv = new StringBuilder(line(header));
        for (Trial<P> trial : result.trials()) {
            csv.append(line(cells(result, trial, folds)));
        }
        return csv.toString();
    }

    private static <P> List<String> cells(SearchResult<P, ?> result, Trial<P> trial, int folds) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(result.rank(trial))));
        trial.values().values().forEach(value -> cells.add(String.valueOf(value)));
        cells.add(trial.failed() ? "" : Double.toString(trial.score()));
        cells.add(trial.failed() ? "" : Double.toString(trial.scores().deviation()));
        List<Double> scores = trial.scores().values();
        for (int i = 0; i < folds; i++) {
            cells.add(i < scores.size() ? scores.get(i).toString() : "");
        }
        cells.add(Double.toString(trial.seconds()));
        cells.add(trial.failure() == null ? "" : trial.failure());
        return cells;
    }

    private static String line(List<String> fields) {
        return fields.stream()
                .map(field -> Stream.of(",", "\"", "\n", "\r").anyMatch(field::contains)
                        ? '"' + field.replace("\"", "\"\"") + '"'
                        : field)
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static List<String> names(SearchResult<?, ?> result) {
        return List.copyOf(result.best().values().keySet());
    }

    private static String scoreName(SearchResult<?, ?> result) {
        return result.estimator().fitted("score").task().metric().name();
    }
}
