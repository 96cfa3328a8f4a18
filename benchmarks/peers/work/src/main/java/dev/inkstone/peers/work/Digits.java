package dev.inkstone.peers.work;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Images of digits as bytes, with their labels. */
public final class Digits {
    /** Rows and columns of an image. */
    public static final int SIDE = 28;

    private static final int PIXELS = SIDE * SIDE;

    private final byte[] pixels;
    private final byte[] labels;

    /** Over these arrays, which are not copied. */
    public Digits(byte[] pixels, byte[] labels) {
        this.pixels = pixels;
        this.labels = labels;
    }

    /** Writes them all. */
    public void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(labels.length);
            out.write(labels);
            out.write(pixels);
        }
    }

    /** Reads the first {@code most} of them, or all if there are less. */
    public static Digits read(Path file, int most) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int all = in.readInt();
            int count = Math.min(all, most);
            byte[] labels = new byte[count];
            in.readFully(labels);
            in.skipNBytes(all - count);
            byte[] pixels = new byte[count * PIXELS]; // at once: a library may have little memory
            in.readFully(pixels);
            return new Digits(pixels, labels);
        }
    }

    /** How many there are. */
    public int count() {
        return labels.length;
    }

    /** How many whole batches there are. */
    public int batches(int size) {
        return labels.length / size;
    }

    /** The images of batch {@code index}, modulo the number of batches: {@code [size, 28, 28, 1]} in [0, 1]. */
    public float[] images(int index, int size) {
        float[] values = new float[size * PIXELS];
        int from = index % batches(size) * values.length;
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[from + i] & 0xff) * (1 / 255f);
        }
        return values;
    }

    /** The labels of batch {@code index}, modulo the number of batches. */
    public int[] labels(int index, int size) {
        int[] values = new int[size];
        int from = index % batches(size) * size;
        for (int i = 0; i < size; i++) {
            values[i] = labels[from + i];
        }
        return values;
    }
}
