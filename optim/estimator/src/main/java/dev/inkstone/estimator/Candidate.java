package dev.inkstone.estimator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Parameters that a search will try.
 *
 * @param values what was varied, by the names of the dimensions in their order
 * @param parameters makes them; may throw if the values do not go together
 */
record Candidate<P>(Map<String, Object> values, Supplier<P> parameters) {
    Candidate {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The same with one more value. */
    <V> Candidate<P> and(Dimension<P, V> dimension, V value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(dimension.name(), value);
        return new Candidate<>(more, () -> dimension.change().apply(parameters.get(), value));
    }
}
