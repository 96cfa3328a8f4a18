package dev.inkstone.mnist;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Parts of the digits in the jar, as small sets of IDX files and as pixels. */
final class Digits {
    private static final int PIXELS = 28 * 28;

    private Digits() {}

    /** The bytes of one of the four files, unzipped. */
    static byte[] file(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Mnist.class.getResourceAsStream(name + ".gz"))) {
            return in.readAllBytes();
        }
    }

    /** Writes four IDX files with the first digits of the originals, the labels gzipped. */
    static Path folder(Path folder, int train, int test) throws IOException {
        Files.createDirectories(folder);
        for (String start : new String[] {IdxPair.TRAIN, IdxPair.TEST}) {
            int count = start.equals(IdxPair.TRAIN) ? train : test;
            Files.write(
                    folder.resolve(IdxPair.imagesName(start)), first(file(IdxPair.imagesName(start)), 16, count, PIXELS));
            byte[] labels = first(file(IdxPair.labelsName(start)), 8, count, 1);
            Files.write(folder.resolve(IdxPair.labelsName(start) + ".gz"), gzipped(labels));
        }
        return folder;
    }

    /** Test image {@code index}, 0 to 255. */
    static int[] testImage(byte[] images, int index) {
        int[] pixels = new int[PIXELS];
        Arrays.setAll(pixels, i -> images[16 + index * PIXELS + i] & 255);
        return pixels;
    }

    static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static byte[] first(byte[] idx, int header, int count, int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(idx, 0, 4);
        out.writeInt(count);
        out.write(idx, 8, header - 8);
        out.write(idx, header, count * size);
        return bytes.toByteArray();
    }
}
