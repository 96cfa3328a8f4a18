package dev.inkstone.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A table of numbers from a CSV file, in memory as floats: each row an example {@code [features]}. */
public final class CsvDataset extends View {
    private final List<String> featureNames;
    private final List<String> classNames;
    private final Map<String, List<String>> columns;

    CsvDataset(Dataset data, List<String> featureNames, List<String> classNames, Map<String, List<String>> columns) {
        super(data);
        this.featureNames = List.copyOf(featureNames);
        this.classNames = List.copyOf(classNames);
        this.columns = columns;
    }

    /**
     * Reads a file as RFC 4180 has it, in UTF-8; a line may end with a line feed alone. Strict: rows have as many fields as the
     * first, features and targets are finite decimal numbers without spaces around them, and nothing is missing. The texts of a
     * label column become class indices in their order (that of numbers, if all are whole numbers).
     *
     * @throws IOException if the file cannot be read, or something in it is wrong; the message begins with {@code
     *     file:line:column}
     */
    public static CsvDataset read(Path file, CsvOptions options) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new CsvTable(new CsvReader(in, file.toString(), options.separator), file.toString(), options).read();
        }
    }

    /** The names of the columns that are features, in the order of the values. */
    public List<String> featureNames() {
        return featureNames;
    }

    /** The text of each class, by its index; empty if the file was read with numeric targets or none. */
    public List<String> classNames() {
        return classNames;
    }

    /** The columns that are features; where one became values of 0 and 1, with the text that each of them stands for. */
    Map<String, List<String>> columns() {
        return columns;
    }

    /**
     * The same examples with the class indices of other data: {@code test.withClasses(train.classNames())}.
     *
     * @throws IllegalArgumentException if a class of these examples is missing there
     */
    public CsvDataset withClasses(List<String> names) {
        return new CsvDataset(ClassNames.relabelled(source, classNames, names, "csv"), featureNames, names, columns);
    }

    @Override
    Dataset over(Dataset source) {
        return new CsvDataset(source, featureNames, classNames, columns);
    }
}
