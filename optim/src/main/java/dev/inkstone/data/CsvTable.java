package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a CSV file into arrays while it is read. */
final class CsvTable {
    private final CsvReader reader;
    private final String name;
    private final CsvOptions options;
    private final FloatList values = new FloatList();
    private final FloatList targets = new FloatList();
    private final Map<String, Integer> classes = new LinkedHashMap<>();
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
        int[] left = indices(options.left, indices);
        boolean[] taken = new boolean[names.size()];
        IntStream.concat(Arrays.stream(answers), Arrays.stream(left)).forEach(i -> taken[i] = true);
        int[] chosen = options.features.isEmpty()
                ? IntStream.range(0, names.size()).toArray()
                : indices(options.features, indices);
        features = Arrays.stream(chosen).filter(i -> !taken[i]).toArray();
        boolean clash = !options.features.isEmpty() && features.length < chosen.length;
        if (features.length == 0 || clash) {
            throw new IOException(name + ": features " + (clash ? options.features : "[]") + " of columns " + names
                    + ", expected at least one, and none that is a label or target or left out");
        }
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
        for (int feature : features) {
            values.add(number(row, feature));
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
        Integer index = classes.putIfAbsent(field.text(), classes.size());
        labels[size] = index == null ? classes.size() - 1 : index;
    }

    private float number(List<CsvReader.Field> row, int column) throws IOException {
        CsvReader.Field field = row.get(column);
        if (field.text().isEmpty()) {
            throw missing(field, column, "a number");
        }
        Float value = parsed(field.text());
        if (value == null) {
            throw reader.error(
                    field,
                    "column '" + columns.get(column) + "' has '" + field.text()
                            + "', expected a decimal number that float32 can hold, without spaces");
        }
        return value;
    }

    private IOException missing(CsvReader.Field field, int column, String expected) {
        return reader.error(
                field,
                "column '" + columns.get(column) + "' is empty, expected " + expected
                        + "; fill it in, or remove the row or the column");
    }

    /** Null if it is no decimal number; {@code parseFloat} alone would also take {@code 1f}, {@code NaN} and {@code 0x1p3}. */
    private static @Nullable Float parsed(String text) {
        if (text.chars().anyMatch(c -> "0123456789+-.eE".indexOf(c) < 0)) {
            return null;
        }
        try {
            float value = Float.parseFloat(text);
            return Float.isInfinite(value) ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private CsvDataset dataset() {
        Shape shape = Shape.of(features.length);
        List<String> featureNames =
                Arrays.stream(features).mapToObj(columns::get).toList();
        if (!options.labelled) {
            Dataset data = Datasets.of(values.toArray(), shape, targets.toArray(), Shape.of(answers.length));
            return new CsvDataset(data, featureNames, List.of());
        }
        boolean numbers = classes.keySet().stream().allMatch(text -> text.matches("[+-]?[0-9]+"));
        Comparator<String> order = Comparator.naturalOrder();
        if (numbers) {
            order = Comparator.<String, BigInteger>comparing(text -> new BigInteger(text))
                    .thenComparing(order);
        }
        List<String> sorted = classes.keySet().stream().sorted(order).toList();
        int[] rank = new int[sorted.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[classes.getOrDefault(sorted.get(i), 0)] = i;
        }
        int[] ranked = Arrays.stream(labels, 0, size).map(i -> rank[i]).toArray();
        return new CsvDataset(Datasets.of(values.toArray(), shape, ranked), featureNames, sorted);
    }
}
