package dev.inkstone.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of one safetensors file.
 *
 * @param file where they come from, for messages
 * @param byName the tensors
 * @param read the names that were asked for
 */
record Vectors(Path file, Map<String, Values> byName, Set<String> read) {
    Vectors(Path file, Map<String, Values> byName) {
        this(file, byName, new HashSet<>());
    }

    /**
     * One tensor.
     *
     * @param shape row-major
     * @param numbers the values; float32 and the integers that occur are exact in double
     */
    record Values(int[] shape, double[] numbers) {
        float[] floats() {
            float[] floats = new float[numbers.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) numbers[i];
            }
            return floats;
        }

        int[] ints() {
            return Arrays.stream(numbers).mapToInt(v -> (int) v).toArray();
        }
    }

    /** A file whose index promises tensors of these names, types and shapes, and no others. */
    static Vectors read(Path file, Map<String, Object> promised) throws IOException {
        Map<String, Object> found = header(file, ByteBuffer.wrap(Files.readAllBytes(file)));
        found.remove("__metadata__");
        if (!found.keySet().equals(promised.keySet())) {
            throw new IllegalArgumentException(
                    file + ": holds " + found.keySet() + ", expected what cases.json says: " + promised.keySet());
        }
        found.forEach((name, entry) -> {
            for (String field : List.of("dtype", "shape")) {
                String actual = String.valueOf(JsonTree.asObject(entry).get(field));
                String expected =
                        String.valueOf(JsonTree.asObject(promised.get(name)).get(field));
                if (!actual.equals(expected)) {
                    throw new IllegalArgumentException(file + ": " + field + " " + actual + " of '" + name
                            + "', expected the " + expected + " of cases.json");
                }
            }
        });
        return read(file);
    }

    static Vectors read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Object> header = header(file, bytes);
        ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Values> tensors = new LinkedHashMap<>();
        header.forEach((name, entry) -> {
            if (!name.equals("__metadata__")) {
                tensors.put(name, values(JsonTree.asObject(entry), data));
            }
        });
        return new Vectors(file, tensors);
    }

    /** Reads the header; the data follow. */
    private static Map<String, Object> header(Path file, ByteBuffer bytes) throws IOException {
        byte[] header =
                new byte[Math.toIntExact(bytes.order(ByteOrder.LITTLE_ENDIAN).getLong())];
        bytes.get(header);
        String json = new String(header, StandardCharsets.UTF_8).trim();
        return JsonTree.object("the header of " + file, json.getBytes(StandardCharsets.UTF_8));
    }

    Values get(String name) {
        read.add(name);
        Values values = byName.get(name);
        if (values == null) {
            throw new IllegalArgumentException(file + ": no tensor '" + name + "', expected one of " + byName.keySet());
        }
        return values;
    }

    private static Values values(Map<String, Object> entry, ByteBuffer data) {
        int[] shape = JsonTree.asInts(entry.get("shape"));
        int[] offsets = JsonTree.asInts(entry.get("data_offsets"));
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] numbers = new double[size];
        String dtype = String.valueOf(entry.get("dtype"));
        int width = dtype.equals("I64") ? 8 : 4;
        if (offsets[1] - offsets[0] != size * width) {
            throw new IllegalArgumentException(
                    "data_offsets " + Arrays.toString(offsets) + " of " + Arrays.toString(shape));
        }
        for (int i = 0; i < size; i++) {
            int at = offsets[0] + i * width;
            numbers[i] = switch (dtype) {
                case "F32" -> data.getFloat(at);
                case "I32" -> data.getInt(at);
                case "I64" -> data.getLong(at);
                default -> throw new IllegalArgumentException("dtype " + dtype + ", expected F32, I32 or I64");
            };
        }
        return new Values(shape, numbers);
    }
}
