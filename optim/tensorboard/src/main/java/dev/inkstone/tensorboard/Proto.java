package dev.inkstone.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A protocol buffer message that is being written: its fields, by number, in the order of the calls. */
final class Proto {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private byte[] buffer = new byte[64];
    private int size;

    /** int64, int32, bool or an enum. */
    Proto integer(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    Proto float64(int field, double value) {
        tag(field, FIXED64);
        return put(littleEndian(8).putDouble(value).array());
    }

    Proto float32(int field, float value) {
        tag(field, FIXED32);
        return put(littleEndian(4).putFloat(value).array());
    }

    Proto text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto bytes(int field, byte[] value) {
        return bytes(field, value, value.length);
    }

    Proto message(int field, Proto value) {
        return bytes(field, value.buffer, value.size);
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Proto bytes(int field, byte[] value, int length) {
        tag(field, BYTES);
        varint(length);
        return put(value, length);
    }

    private void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            put((byte) (left | 0x80));
            left >>>= 7;
        }
        put((byte) left);
    }

    private Proto put(byte... bytes) {
        return put(bytes, bytes.length);
    }

    private Proto put(byte[] bytes, int length) {
        int needed = Math.addExact(size, length);
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.max(needed, Math.min(2L * buffer.length, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(bytes, 0, buffer, size, length);
        size = needed;
        return this;
    }
}
