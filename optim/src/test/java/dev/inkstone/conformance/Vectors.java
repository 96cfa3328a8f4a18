package dev.inkstone.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of one safetensors file.
 *
 * @param file where they come from, for messages
 * @param byName the tensors
 */
record Vectors(Path file, Map<String, Values> byName) {
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

    static Vectors read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[Math.toIntExact(bytes.getLong())];
        bytes.get(header);
        ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Values> tensors = new LinkedHashMap<>();
        JsonTree.object(new String(header, StandardCharsets.UTF_8).trim().getBytes(StandardCharsets.UTF_8))
                .forEach((name, entry) -> {
                    if (!name.equals("__metadata__")) {
                        tensors.put(name, values(JsonTree.asObject(entry), data));
                    }
                });
        return new Vectors(file, tensors);
    }

    Values get(String name) {
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
