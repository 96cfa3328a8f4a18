package dev.inkstone.data;

import java.util.List;

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

    private CsvOptions(
            List<String> answers,
            boolean labelled,
            List<String> features,
            List<String> left,
            boolean header,
            char separator) {
        this.answers = answers;
        this.labelled = labelled;
        this.features = features;
        this.left = left;
        this.header = header;
        this.separator = separator;
    }

    /** Examples with a class, which is the text of this column; all other columns are features. */
    public static CsvOptions label(String column) {
        return new CsvOptions(List.of(column), true, List.of(), List.of(), true, ',');
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
        return new CsvOptions(List.of(columns), false, List.of(), List.of(), true, ',');
    }

    /** Only these columns are features, in this order. */
    public CsvOptions features(String... columns) {
        return new CsvOptions(answers, labelled, List.of(columns), left, header, separator);
    }

    /** These columns are no features, for example a number of the row. */
    public CsvOptions without(String... columns) {
        return new CsvOptions(answers, labelled, features, List.of(columns), header, separator);
    }

    /** The first line is an example already. */
    public CsvOptions withoutHeader() {
        return new CsvOptions(answers, labelled, features, left, false, separator);
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
        return new CsvOptions(answers, labelled, features, left, header, separator);
    }
}
