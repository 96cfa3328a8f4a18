package dev.inkstone.peers.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The initial weights of a network, in the order of its stages. */
public final class Weights {
    private final ByteBuffer bytes;

    private Weights(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Reads what {@link #write} wrote. */
    public static Weights read(Path file) throws IOException {
        return new Weights(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Writes all weights of a network, one after the other. */
    public static void write(Path file, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }

    /** The next {@code count} of them. */
    public float[] next(int count) {
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + count * Float.BYTES);
        return values;
    }

    /** How many are left: 0 when a network took what it should. */
    public int left() {
        return bytes.remaining() / Float.BYTES;
    }
}
