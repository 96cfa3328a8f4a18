package dev.inkstone.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A protocol buffer message as it stands in a file, read from the description of the wire format alone. */
final class Wire {
    private final Map<Integer, List<Object>> fields = new TreeMap<>();

    private Wire() {}

    static Wire parse(byte[] bytes) {
        Wire wire = new Wire();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            wire.fields
                    .computeIfAbsent((int) (key >>> 3), field -> new ArrayList<>())
                    .add(value((int) (key & 7), in));
        }
        return wire;
    }

    private static Object value(int type, ByteBuffer in) {
        switch (type) {
            case 0:
                return varint(in);
            case 1:
                return in.getDouble();
            case 2:
                byte[] bytes = new byte[Math.toIntExact(varint(in))];
                in.get(bytes);
                return bytes;
            case 5:
                return in.getFloat();
            default:
                throw new AssertionError("wire type " + type);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new AssertionError("a varint of more than ten bytes");
    }

    boolean has(int field) {
        return fields.containsKey(field);
    }

    private Object only(int field) {
        List<Object> values = fields.getOrDefault(field, List.of());
        if (values.size() != 1) {
            throw new AssertionError("field " + field + " has " + values.size() + " values, expected one of " + fields);
        }
        return values.get(0);
    }

    /** 0 if it is left out, as proto3 does with zeros. */
    long integer(int field) {
        return has(field) ? (Long) only(field) : 0;
    }

    double float64(int field) {
        return has(field) ? (Double) only(field) : 0;
    }

    float float32(int field) {
        return has(field) ? (Float) only(field) : 0;
    }

    byte[] bytes(int field) {
        return (byte[]) only(field);
    }

    String text(int field) {
        return has(field) ? new String(bytes(field), StandardCharsets.UTF_8) : "";
    }

    Wire message(int field) {
        return parse(bytes(field));
    }

    List<byte[]> allBytes(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(value -> (byte[]) value)
                .toList();
    }

    List<Wire> messages(int field) {
        return allBytes(field).stream().map(Wire::parse).toList();
    }

    List<String> texts(int field) {
        return allBytes(field).stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }
}
