package dev.inkstone.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Class names and their indices. */
final class ClassNames {
    private ClassNames() {}

    /** The same examples with labels that index {@code names} in place of {@code own}. */
    static Dataset relabelled(Dataset data, List<String> own, List<String> names, String what) {
        Map<String, Integer> indices = new HashMap<>();
        for (String name : names) {
            if (indices.put(name, indices.size()) != null) {
                throw new IllegalArgumentException(what + ": class '" + name + "' twice, expected each once");
            }
        }
        for (String name : own) {
            if (!indices.containsKey(name)) {
                throw new IllegalArgumentException(what + ": class '" + name + "', expected one of " + names);
            }
        }
        return data.relabel(label -> indices.getOrDefault(own.get(label), -1));
    }
}
