package dev.inkstone.estimator;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A parameter that a search varies.
 *
 * @param name for the table of results
 * @param change the parameters with this value
 */
record Dimension<P, V>(String name, BiFunction<P, V, P> change) {
    /** The dimensions and one more. */
    static <D> List<D> append(List<D> dimensions, D more, String name, Stream<String> taken) {
        if (name.isBlank() || taken.anyMatch(name::equals)) {
            throw new IllegalArgumentException("search: dimension '" + name + "', expected a name of its own for each");
        }
        return Stream.concat(dimensions.stream(), Stream.of(more)).toList();
    }
}
