package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns the rows of a CSV file into arrays while it is read. */
final class CsvTable {
    /** As one-hot more would be a mistake, such as a column of names or dates. */
    private static final int MOST_CATEGORIES = 10_000;

    private final CsvReader reader;
    private final String name;
    private final CsvOptions options;
    private final FloatList targets = new FloatList();
    private final Categories classes = new Categories(List.of());
    private CsvFeatures values = new CsvFeatures(List.of(), Map.of());
    private List<String> columns = List.of();
    private int[] features = {};
    private int[] answers = {};
    private int[] labels = new int[1024];
    private int size;

    CsvTable(CsvReader reader, String name, CsvOptions options) {
        this.reader = reader;
        this.name = name;
        this.options = options;
    }

    CsvDataset read() throws IOException {
        List<CsvReader.Field> row = reader.next();
        if (row == null) {
            throw new IOException(name + ": is empty, expected rows of fields");
        }
        resolve(row);
        for (row = options.header ? reader.next() : row; row != null; row = reader.next()) {
            add(row);
        }
        if (size == 0) {
            throw new IOException(name + ": no rows below the header, expected at least one");
        }
        return dataset();
    }

    private void resolve(List<CsvReader.Field> first) throws IOException {
        Map<String, Integer> indices = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (CsvReader.Field field : first) {
            String column = options.header ? field.text() : Integer.toString(names.size() + 1);
            if (column.isEmpty() || indices.put(column, names.size()) != null) {
                throw reader.error(
                        field,
                        "column name '" + column + "'" + (column.isEmpty() ? "" : " twice")
                                + ", expected a name of its own for each column");
            }
            names.add(column);
        }
        columns = names;
        answers = indices(options.answers, indices);
        features = features(indices);
        List<String> featureNames = Arrays.stream(features).mapToObj(names::get).toList();
        values = new CsvFeatures(featureNames, options.oneHot);
        indices(List.copyOf(options.oneHot.keySet()), indices);
        for (String column : options.oneHot.keySet()) {
            if (!featureNames.contains(column)) {
                throw new IOException(name + ": one-hot of column '" + column + "', expected one of the features "
                        + featureNames + "; do not leave it out, or leave out its oneHot");
            }
        }
    }

    private int[] features(Map<String, Integer> indices) throws IOException {
        int[] left = indices(options.left, indices);
        boolean[] taken = new boolean[columns.size()];
        IntStream.concat(Arrays.stream(answers), Arrays.stream(left)).forEach(i -> taken[i] = true);
        int[] chosen = options.features.isEmpty()
                ? IntStream.range(0, columns.size()).toArray()
                : indices(options.features, indices);
        int[] free = Arrays.stream(chosen).filter(i -> !taken[i]).toArray();
        boolean clash = !options.features.isEmpty() && free.length < chosen.length;
        if (free.length == 0 || clash) {
            throw new IOException(name + ": features " + (clash ? options.features : "[]") + " of columns " + columns
                    + ", expected at least one, and none that is a label or target or left out");
        }
        return free;
    }

    private int[] indices(List<String> names, Map<String, Integer> indices) throws IOException {
        int[] found = new int[names.size()];
        for (int i = 0; i < found.length; i++) {
            Integer index = indices.get(names.get(i));
            if (index == null) {
                throw new IOException(name + ": no column '" + names.get(i) + "', expected one of " + columns);
            }
            found[i] = index;
        }
        return found;
    }

    private void add(List<CsvReader.Field> row) throws IOException {
        if (row.size() != columns.size()) {
            CsvReader.Field first = row.get(0);
            boolean empty = row.size() == 1 && first.text().isEmpty();
            throw reader.error(
                    first,
                    (empty ? "an empty line" : row.size() + " fields") + ", expected " + columns.size()
                            + " fields, as many as the first line has");
        }
        for (int f = 0; f < features.length; f++) {
            Categories categories = values.categories(f);
            values.add(
                    categories == null
                            ? number(row, features[f])
                            : category(row.get(features[f]), features[f], categories));
        }
        if (options.labelled) {
            label(row.get(answers[0]));
        } else {
            for (int target : answers) {
                targets.add(number(row, target));
            }
        }
        size++;
    }

    private void label(CsvReader.Field field) throws IOException {
        if (field.text().isEmpty()) {
            throw missing(field, answers[0], "a class");
        }
        labels = size < labels.length ? labels : Arrays.copyOf(labels, (int) Math.min(FloatList.MOST, 2L * size));
        labels[size] = classes.number(field.text());
    }

    private float category(CsvReader.Field field, int column, Categories categories) throws IOException {
        if (field.text().isEmpty()) {
            throw missing(field, column, "a text");
        }
        int number = categories.number(field.text());
        if (number < 0) {
            throw reader.error(
                    field,
                    "column '" + columns.get(column) + "' has '" + field.text() + "', expected one of " + categories
                            + ", as in the data before; remove the row, or train with such a row too");
        }
        if (number >= MOST_CATEGORIES) {
            throw reader.error(
                    field,
                    "column '" + columns.get(column) + "' has more than " + MOST_CATEGORIES
                            + " texts, expected fewer as a one-hot; leave it out " + withoutToo(column));
        }
        return number;
    }

    private float number(List<CsvReader.Field> row, int column) throws IOException {
        CsvReader.Field field = row.get(column);
        if (field.text().isEmpty()) {
            throw missing(field, column, "a number");
        }
        Float value = CsvNumber.parsed(field.text());
        if (value == null) {
            throw reader.error(
                    field,
                    "column '" + columns.get(column) + "' has '" + field.text()
                            + "', expected a decimal number that float32 can hold, without spaces"
                            + cure(field.text(), column));
        }
        return value;
    }

    private String cure(String text, int column) {
        String cure = CsvNumber.cure(text);
        if (cure != null) {
            return cure;
        }
        if (options.answers.contains(columns.get(column))) {
            return "; for classes use CsvOptions.label(\"" + columns.get(column) + "\")";
        }
        boolean like = !options.oneHot.isEmpty() && !options.oneHot.containsValue(List.of());
        return like
                ? ", as in the data before"
                : "; leave the column out " + withoutToo(column) + ", or encode its texts with "
                        + call(".oneHot(\"", options.oneHot.keySet(), column);
    }

    private String withoutToo(int column) {
        return options.features.isEmpty() ? "with " + call(".without(\"", options.left, column) : "of .features(…)";
    }

    /** With the columns of the call that it replaces. */
    private String call(String begin, Collection<String> before, int column) {
        return Stream.concat(before.stream(), Stream.of(columns.get(column)))
                .collect(Collectors.joining("\", \"", begin, "\")"));
    }

    private IOException missing(CsvReader.Field field, int column, String expected) {
        return reader.error(
                field,
                "column '" + columns.get(column) + "' is empty, expected " + expected
                        + "; fill it in, or remove the row or the column");
    }

    private CsvDataset dataset() {
        List<String> names = values.names();
        Shape shape = Shape.of(names.size());
        if (answers.length == 0) {
            return new CsvDataset(Datasets.unlabelled(values.values(), shape), names, List.of(), values.columns());
        }
        if (!options.labelled) {
            Dataset data = Datasets.of(values.values(), shape, targets.toArray(), Shape.of(answers.length));
            return new CsvDataset(data, names, List.of(), values.columns());
        }
        int[] rank = classes.ranks();
        int[] ranked = Arrays.stream(labels, 0, size).map(i -> rank[i]).toArray();
        Dataset data = Datasets.of(values.values(), shape, ranked);
        return new CsvDataset(data, names, classes.ordered(), values.columns());
    }
}
