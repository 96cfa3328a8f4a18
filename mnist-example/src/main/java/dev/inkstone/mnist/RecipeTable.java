package dev.inkstone.mnist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the finished runs in a folder reached.
 *
 * @param conditions under which they ran: Java, kernels and threads, each combination once
 * @param rows in the order of {@link Networks#names()}
 */
record RecipeTable(List<String> conditions, List<RecipeRow> rows) {
    private static final List<String> HEAD =
            List.of("network", "command", "test accuracy, %", "epochs", "seconds", "parameters", "seeds");
    /** Left or right, by column. */
    private static final String SIDES = "llrrrrl";

    private static final String NOTE = """

            Means over the seeds, of the accuracy with the sample standard deviation. Each model is that of the last step, the \
            average over the last steps, or that which validated best, as the recipe says; the test images decided nothing. Seconds are those of the whole \
            command, from the start of the JVM, with all validation. \
            """;

    /** Reads all runs in {@code folder}, which are two levels down. */
    static RecipeTable of(Path folder) throws IOException, BadInputException {
        Map<RunOptions, List<RunMetrics>> runs = new LinkedHashMap<>();
        TreeSet<String> conditions = new TreeSet<>();
        for (RunFolder run : finished(folder)) {
            RunMetrics metrics = run.results();
            runs.computeIfAbsent(run.options().withSeed(0), key -> new ArrayList<>())
                    .add(metrics);
            conditions.add("Java " + metrics.java() + ", " + metrics.kernels() + " kernels, "
                    + Results.counted(metrics.threads(), "thread"));
        }
        List<RecipeRow> rows = new ArrayList<>();
        for (Map.Entry<RunOptions, List<RunMetrics>> group : runs.entrySet()) {
            rows.add(RecipeRow.of(group.getKey(), group.getValue()));
        }
        List<String> order = Networks.names();
        rows.sort(Comparator.<RecipeRow>comparingInt(row -> order.indexOf(row.model()))
                .thenComparing(RecipeRow::command));
        return new RecipeTable(List.copyOf(conditions), rows);
    }

    private static List<RunFolder> finished(Path folder) throws IOException {
        try (Stream<Path> paths = Files.find(folder, 2, (path, file) -> file.isDirectory())) {
            return paths.map(RunFolder::new).filter(RunFolder::isFinished).toList();
        }
    }

    /** Writes {@code recipes.md} and {@code recipes.json}. */
    void write(Path folder) throws IOException {
        RunFolder.write(folder.resolve("recipes.md"), toMarkdown());
        RunFolder.write(folder.resolve("recipes.json"), RunFolder.json(this));
    }

    /** The table, in columns for those who read it as it is. */
    String toMarkdown() {
        List<List<String>> lines = new ArrayList<>(List.of(HEAD));
        rows.forEach(row -> lines.add(row.cells()));
        int[] widths = new int[HEAD.size()];
        lines.forEach(line ->
                Arrays.setAll(widths, i -> Math.max(widths[i], line.get(i).length())));
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(row(line, widths)));
        return text.insert(text.indexOf("\n") + 1, rule(widths))
                .append(NOTE)
                .append(String.join("; ", conditions))
                .append(". ")
                .append(doctor())
                .append("\n")
                .toString();
    }

    /** What the training doctor had to say. */
    private String doctor() {
        List<RecipeResult> runs =
                rows.stream().flatMap(row -> row.runs().stream()).toList();
        long sick = runs.stream().filter(run -> !run.diagnoses().isEmpty()).count();
        return sick == 0
                ? "The training doctor found nothing in any of these runs."
                : "The training doctor found something in " + sick + " of these " + runs.size()
                        + " runs: see diagnoses in recipes.json.";
    }

    private static String row(List<String> cells, int[] widths) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - cells.get(i).length());
            row.append("| ")
                    .append(isRight(i) ? space + cells.get(i) : cells.get(i) + space)
                    .append(" ");
        }
        return row.append("|\n").toString();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append("| ").append("-".repeat(widths[i] - 1)).append(isRight(i) ? ": " : "- ");
        }
        return rule.append("|\n").toString();
    }

    private static boolean isRight(int column) {
        return SIDES.charAt(column) == 'r';
    }
}
