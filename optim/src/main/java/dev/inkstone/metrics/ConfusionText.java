package dev.inkstone.metrics;

import java.util.ArrayList;
import java.util.List;

/** A confusion matrix in aligned columns. */
final class ConfusionText {
    private ConfusionText() {}

    static String of(ConfusionMatrix matrix, String... names) {
        boolean unanswered = false;
        for (int i = 0; i < matrix.classes(); i++) {
            unanswered |= matrix.unanswered(i) > 0;
        }
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("actual \\ predicted"));
        for (int i = 0; i < matrix.classes(); i++) {
            header.add(name(i, names));
        }
        if (unanswered) {
            header.add("none");
        }
        table.add(header);
        for (int i = 0; i < matrix.classes(); i++) {
            table.add(row(matrix, i, unanswered, names));
        }
        return aligned(table);
    }

    private static List<String> row(ConfusionMatrix matrix, int actual, boolean unanswered, String... names) {
        List<String> row = new ArrayList<>(List.of(name(actual, names)));
        for (int j = 0; j < matrix.classes(); j++) {
            row.add(Long.toString(matrix.count(actual, j)));
        }
        if (unanswered) {
            row.add(Long.toString(matrix.unanswered(actual)));
        }
        return row;
    }

    private static String name(int label, String... names) {
        return names.length == 0 ? Integer.toString(label) : names[label];
    }

    /** The first column to the left, the others to the right, two spaces between them. */
    private static String aligned(List<List<String>> table) {
        int columns = table.get(0).size();
        int[] widths = new int[columns];
        table.forEach(row -> {
            for (int j = 0; j < columns; j++) {
                widths[j] = Math.max(widths[j], row.get(j).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : table) {
            String first = row.get(0);
            text.append(first).append(" ".repeat(widths[0] - first.length()));
            for (int j = 1; j < columns; j++) {
                text.append("  ")
                        .append(" ".repeat(widths[j] - row.get(j).length()))
                        .append(row.get(j));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
