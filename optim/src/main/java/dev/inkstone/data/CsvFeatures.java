package dev.inkstone.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The features of a table while it is read: a number for each column, that of its category where it holds texts. */
final class CsvFeatures {
    private final List<String> columns;
    private final List<@Nullable Categories> categories = new ArrayList<>();
    private final FloatList numbers = new FloatList();

    /** @param oneHot the columns of texts with their categories; none of these if the file says it */
    CsvFeatures(List<String> columns, Map<String, List<String>> oneHot) {
        this.columns = columns;
        for (String column : columns) {
            List<String> known = oneHot.get(column);
            categories.add(known == null ? null : new Categories(known));
        }
    }

    /** The categories of a feature; null if it is a number. */
    @Nullable Categories categories(int feature) {
        return categories.get(feature);
    }

    /** The next feature of a row, or the first of the next row. */
    void add(float number) {
        numbers.add(number);
    }

    /** All columns, with their categories in the order of the values; none where they are numbers. */
    Map<String, List<String>> columns() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int f = 0; f < columns.size(); f++) {
            Categories texts = categories.get(f);
            all.put(columns.get(f), texts == null ? List.of() : texts.ordered());
        }
        return all;
    }

    /** The name of each value: that of its column, {@code column=text} for a category. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        Map<String, List<String>> all = columns();
        for (String column : columns) {
            List<String> texts = all.getOrDefault(column, List.of());
            if (texts.isEmpty()) {
                names.add(column);
            } else {
                texts.forEach(text -> names.add(column + "=" + text));
            }
        }
        return names;
    }

    /** All rows, with a value for each category: 1 for the row's, 0 for the others. */
    float[] values() {
        float[] compact = numbers.toArray();
        if (categories.stream().allMatch(texts -> texts == null)) {
            return compact;
        }
        List<int[]> ranks = new ArrayList<>();
        categories.forEach(texts -> ranks.add(texts == null ? new int[0] : texts.ranks()));
        FloatList values = new FloatList();
        for (int at = 0; at < compact.length; at++) {
            int[] rank = ranks.get(at % ranks.size());
            if (rank.length == 0) {
                values.add(compact[at]);
            } else {
                float[] texts = new float[rank.length];
                texts[rank[(int) compact[at]]] = 1f;
                values.addAll(texts);
            }
        }
        return values.toArray();
    }
}
