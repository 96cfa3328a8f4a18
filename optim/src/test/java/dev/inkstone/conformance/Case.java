package dev.inkstone.conformance;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entry of a {@code cases.json} with the tensors of its file.
 *
 * @param folder where the index stands
 * @param tensors by name: role, shape, tolerances
 * @param read the attributes that were asked for; filled as the case is run
 */
record Case(
        Path folder,
        String name,
        String op,
        Map<String, Object> attributes,
        Map<String, Object> tensors,
        Vectors vectors,
        Set<String> read) {
    Case(
            Path folder,
            String name,
            String op,
            Map<String, Object> attributes,
            Map<String, Object> tensors,
            Vectors vectors) {
        this(folder, name, op, attributes, tensors, vectors, new HashSet<>());
    }

    /** Reads what the index promises of a case; the file itself only when the case is {@link #loaded}. */
    static List<Case> index(Path cases) throws IOException {
        Map<String, Object> index = JsonTree.object(cases.toString(), Files.readAllBytes(cases));
        if (!(index.get("format") instanceof Number format) || format.doubleValue() != 1) {
            throw new IllegalArgumentException(cases + ": format " + index.get("format") + ", expected 1");
        }
        List<Case> all = new ArrayList<>();
        for (Object entry : JsonTree.asList(index.get("cases"))) {
            Map<String, Object> object = JsonTree.asObject(entry);
            Path file = cases.resolveSibling(text(cases, object, "file"));
            all.add(new Case(
                    cases.getParent(),
                    text(cases, object, "name"),
                    text(cases, object, "op"),
                    JsonTree.asObject(object.get("attributes")),
                    JsonTree.asObject(object.get("tensors")),
                    new Vectors(file, Map.of())));
        }
        return all;
    }

    private static String text(Path cases, Map<String, Object> entry, String key) {
        if (!(entry.get(key) instanceof String value)) {
            throw new IllegalArgumentException(
                    cases + ": a case with the " + key + " " + entry.get(key) + ", expected a text");
        }
        return value;
    }

    /** With its tensors, which must be those of the index. */
    Case loaded() throws IOException {
        return with(Vectors.read(vectors.file(), tensors));
    }

    /** The same case with other numbers. */
    Case with(Vectors other) {
        return new Case(folder, name, op, attributes, tensors, other);
    }

    boolean has(String tensor) {
        return tensors.containsKey(tensor);
    }

    Tensor tensor(String tensor) {
        Vectors.Values values = vectors.get(tensor);
        return Tensor.of(Shape.of(values.shape()), values.floats());
    }

    IntTensor ints(String tensor) {
        Vectors.Values values = vectors.get(tensor);
        return IntTensor.wrap(values.ints(), 0, Shape.of(values.shape()));
    }

    String text(String attribute) {
        return String.valueOf(attribute(attribute));
    }

    double number(String attribute) {
        return ((Number) attribute(attribute)).doubleValue();
    }

    int integer(String attribute) {
        return ((Number) attribute(attribute)).intValue();
    }

    /** Fails if the case asks for something that its runner does not do. */
    void require(String attribute, Object... supported) {
        Object value = attribute(attribute);
        for (Object one : supported) {
            boolean equal = one instanceof Number n && value instanceof Number v
                    ? n.doubleValue() == v.doubleValue()
                    : one.equals(value);
            if (equal) {
                return;
            }
        }
        throw new UnsupportedOperationException(
                op + ": " + attribute + " = " + value + " is not supported, expected " + List.of(supported));
    }

    /** A number in the description of a tensor. */
    double number(String tensor, String field) {
        Object value = JsonTree.asObject(tensors.get(tensor)).get(field);
        if (!(value instanceof Number number)) {
            throw new IllegalArgumentException(name + ": tensor '" + tensor + "' has no number '" + field + "'");
        }
        return number.doubleValue();
    }

    String role(String tensor) {
        return String.valueOf(JsonTree.asObject(tensors.get(tensor)).get("role"));
    }

    private Object attribute(String attribute) {
        read.add(attribute);
        Object value = attributes.get(attribute);
        if (value == null) {
            throw new IllegalArgumentException(
                    name + ": no attribute '" + attribute + "', expected one of " + attributes.keySet());
        }
        return value;
    }
}
