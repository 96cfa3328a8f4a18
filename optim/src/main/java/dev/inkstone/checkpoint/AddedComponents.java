package dev.inkstone.checkpoint;

import dev.inkstone.ops.Conv2d;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Components that a record got after texts had been saved without them, each with the value that stands for what the record did
 * before. A text leaves out a component with that value, so what could be saved before has the text that it always had.
 */
final class AddedComponents {
    private static final Map<Class<?>, Map<String, Json>> VALUES =
            Map.of(Conv2d.Options.class, Map.of("groups", JsonWriter.number(1)));

    private AddedComponents() {}

    /** Whether a text leaves the component out. */
    static boolean leftOut(Class<?> type, String component, Json value) {
        return value.equals(VALUES.getOrDefault(type, Map.of()).get(component));
    }

    /** The members of a record's text with those that were left out. */
    static Map<String, Json> complete(Class<?> type, Map<String, Json> members) {
        Map<String, Json> added = VALUES.get(type);
        if (added == null) {
            return members;
        }
        Map<String, Json> complete = new LinkedHashMap<>(members);
        added.forEach(complete::putIfAbsent);
        return complete;
    }
}
