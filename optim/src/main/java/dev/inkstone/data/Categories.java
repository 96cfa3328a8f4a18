package dev.inkstone.data;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of a column, numbered as they come, or known before. */
final class Categories {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final boolean closed;

    /** @param known all that there are, in their order; empty if the column says it */
    Categories(List<String> known) {
        known.forEach(text -> numbers.put(text, numbers.size()));
        this.closed = !known.isEmpty();
    }

    /** The number of a text; -1 if all are known, and it is none of them. */
    int number(String text) {
        Integer number = closed ? numbers.get(text) : numbers.putIfAbsent(text, numbers.size());
        return number == null ? (closed ? -1 : numbers.size() - 1) : number;
    }

    /** Known ones as they were given; others in the order of texts, or that of numbers if all are whole numbers. */
    List<String> ordered() {
        if (closed) {
            return List.copyOf(numbers.keySet());
        }
        Comparator<String> order = Comparator.naturalOrder();
        if (numbers.keySet().stream().allMatch(text -> text.matches("[+-]?[0-9]+"))) {
            order = Comparator.<String, BigInteger>comparing(BigInteger::new).thenComparing(order);
        }
        return numbers.keySet().stream().sorted(order).toList();
    }

    /** The place of each number in {@link #ordered}. */
    int[] ranks() {
        List<String> ordered = ordered();
        int[] ranks = new int[ordered.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[numbers.getOrDefault(ordered.get(i), 0)] = i;
        }
        return ranks;
    }

    int size() {
        return numbers.size();
    }

    @Override
    public String toString() {
        return new ArrayList<>(numbers.keySet()).toString();
    }
}
