package dev.inkstone.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the columns of a CSV file are. Columns go by the names in its first line, or where it has none ({@link #withoutHeader})
 * by "1", "2" and so on. Immutable.
 */
public final class CsvOptions {
    final List<String> answers;
    final boolean labelled;
    final List<String> features;
    final List<String> left;
    final boolean header;
    final char separator;
    /** The columns of texts with their categories; none of these if the file says it. */
    final Map<String, List<String>> oneHot;

    private CsvOptions(
            List<String> answers,
            boolean labelled,
            List<String> features,
            List<String> left,
            boolean header,
            char separator,
            Map<String, List<String>> oneHot) {
        this.answers = answers;
        this.labelled = labelled;
        this.features = features;
        this.left = left;
        this.header = header;
        this.separator = separator;
        this.oneHot = oneHot;
    }

    /** Examples with a class, which is the text of this column; all other columns are features. */
    public static CsvOptions label(String column) {
        return new CsvOptions(List.of(column), true, List.of(), List.of(), true, ',', Map.of());
    }

    /**
     * Examples with one or more numbers to predict; all other columns are features.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CsvOptions targets(String... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("csv: no target columns, expected at least one");
        }
        return new CsvOptions(List.of(columns), false, List.of(), List.of(), true, ',', Map.of());
    }

    /**
     * Examples of which nobody knows what they should give, to predict it: {@code model.predict(data.inputs())}; all columns are
     * features, in their order in the file. {@link #oneHotLike} takes those of the training data in the order that these had.
     */
    public static CsvOptions unlabelled() {
        return new CsvOptions(List.of(), false, List.of(), List.of(), true, ',', Map.of());
    }

    /** Only these columns are features, in this order. */
    public CsvOptions features(String... columns) {
        return new CsvOptions(answers, labelled, List.of(columns), left, header, separator, oneHot);
    }

    /** These columns are no features, for example a number of the row. */
    public CsvOptions without(String... columns) {
        return new CsvOptions(answers, labelled, features, List.of(columns), header, separator, oneHot);
    }

    /**
     * These features are texts, of which each becomes a value of its own: 1 where the row has it, 0 elsewhere. The values of a
     * column stand in its place, in the order of the texts (that of numbers, if all are whole numbers); {@link
     * CsvDataset#featureNames} calls them {@code column=text}. Other data need the same: {@link #oneHotLike}. Replaces an earlier
     * call.
     */
    public CsvOptions oneHot(String... columns) {
        Map<String, List<String>> more = new LinkedHashMap<>();
        for (String column : columns) {
            more.put(column, List.of());
        }
        return new CsvOptions(answers, labelled, features, left, header, separator, more);
    }

    /**
     * As {@link #oneHot} with the columns and texts of other data, for example test data like the training data. Unless {@link
     * #features} names others, their columns are the features here too, in their order, wherever they stand in this file; what it
     * has besides is left out. A text that was not there is an error.
     */
    public CsvOptions oneHotLike(CsvDataset data) {
        Map<String, List<String>> texts = new LinkedHashMap<>(data.columns());
        List<String> same = features.isEmpty() ? List.copyOf(texts.keySet()) : features;
        texts.values().removeAll(List.of(List.of())); // numbers have none
        return new CsvOptions(answers, labelled, same, left, header, separator, texts);
    }

    /** The first line is an example already. */
    public CsvOptions withoutHeader() {
        return new CsvOptions(answers, labelled, features, left, false, separator, oneHot);
    }

    /**
     * What stands between two fields; default a comma.
     *
     * @throws IllegalArgumentException if it is a quote or ends lines
     */
    public CsvOptions separator(char separator) {
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException(
                    "csv: separator U+" + Integer.toHexString(separator) + ", expected no quote and no end of line");
        }
        return new CsvOptions(answers, labelled, features, left, header, separator, oneHot);
    }
}
