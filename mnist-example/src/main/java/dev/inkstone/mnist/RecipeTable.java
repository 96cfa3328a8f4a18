package dev.inkstone.mnist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final List<String> RULE = List.of("---", "---", "--:", "--:", "--:", "--:", "---");

    /** Reads all runs in {@code folder}, which are two levels down. */
    static RecipeTable of(Path folder) throws IOException, BadInputException {
        Map<RunOptions, List<RecipeResult>> groups = new LinkedHashMap<>();
        Map<RunOptions, Integer> parameters = new LinkedHashMap<>();
        TreeSet<String> conditions = new TreeSet<>();
        for (RunFolder run : finished(folder)) {
            RunOptions options = run.options();
            RunMetrics metrics = run.results();
            RunOptions group = options.withSeed(0);
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(RecipeResult.of(options, metrics));
            parameters.put(group, metrics.parameters());
            conditions.add("Java " + metrics.java() + ", " + metrics.kernels() + " kernels, "
                    + Results.counted(metrics.threads(), "thread"));
        }
        List<RecipeRow> rows = new ArrayList<>();
        for (Map.Entry<RunOptions, List<RecipeResult>> group : groups.entrySet()) {
            RunOptions options = group.getKey();
            group.getValue().sort(Comparator.comparingLong(RecipeResult::seed));
            rows.add(RecipeRow.of(options.model(), options.words(), parameters.get(options), group.getValue()));
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
        List<List<String>> lines = new ArrayList<>(List.of(HEAD, RULE));
        rows.forEach(row -> lines.add(row.cells()));
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int column = 0; column < HEAD.size(); column++) {
                text.append(column == 0 ? "| " : " | ").append(padded(lines, line, column));
            }
            text.append(" |\n");
        }
        return text.append(
                        """

                        Means over the seeds, of the accuracy with the sample standard deviation. Each model is that of the \
                        last step, or that which validated best where the recipe says so; the test images decided nothing. \
                        Seconds are those of the whole command, from the start of the JVM, with all validation. \
                        """)
                .append(String.join("; ", conditions))
                .append(".\n")
                .toString();
    }

    private static String padded(List<List<String>> lines, List<String> line, int column) {
        int width = lines.stream()
                .mapToInt(other -> other.get(column).length())
                .max()
                .orElse(0);
        String cell = line.get(column);
        String space = " ".repeat(width - cell.length());
        return RULE.get(column).endsWith(":") && !line.equals(RULE) ? space + cell : cell + space;
    }
}
