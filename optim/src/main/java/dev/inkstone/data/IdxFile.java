package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An IDX file of unsigned bytes, the format of MNIST: the magic number {@code 0x0000080d} with {@code d} dimensions, the
 * dimensions as big-endian 32-bit numbers, the bytes. May be gzipped, whatever its name: the content tells.
 *
 * @param name where it came from, for messages
 * @param shape the dimensions; the first counts the examples
 * @param bytes the values in row-major order; not a copy
 */
public record IdxFile(String name, Shape shape, byte[] bytes) {
    private static final int UNSIGNED_BYTES = 0x0800;
    private static final int GZIP = 0x1f8b;

    /**
     * Reads a file.
     *
     * @param dimensions how many it must have: 3 for images, 1 for labels
     * @throws IdxFormatException if it is something else, too short or too long
     * @throws IOException if it cannot be read
     */
    public static IdxFile read(Path file, int dimensions) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), dimensions);
        }
    }

    /**
     * As {@link #read(Path, int)} from a stream, which is read to its end and not closed.
     *
     * @param name for messages
     */
    public static IdxFile read(InputStream stream, String name, int dimensions) throws IOException {
        try {
            InputStream in = unzipped(new BufferedInputStream(stream, 1 << 16), name);
            Shape shape = header(in, name, dimensions);
            byte[] bytes = values(in, shape, name);
            if (in.read() >= 0) {
                throw new IdxFormatException(
                        name + ": goes on after " + shape.size() + " values, expected its end, for " + shape);
            }
            return new IdxFile(name, shape, bytes);
        } catch (EOFException | ZipException e) {
            throw new IdxFormatException(
                    name + ": damaged gzip data (" + e.getMessage() + "), expected a complete file; fetch it again", e);
        }
    }

    /** The header alone allocates nothing: the array for all values is made when an eighth of them have arrived. */
    private static byte[] values(InputStream in, Shape shape, String name) throws IOException {
        int size = shape.size();
        byte[] first = in.readNBytes(size / 8);
        int read = first.length;
        byte[] bytes = read == size / 8 ? Arrays.copyOf(first, size) : first;
        read += in.readNBytes(bytes, read, bytes.length - read);
        if (read < size) {
            throw new IdxFormatException(
                    name + ": truncated after " + read + " values, expected " + size + " for " + shape);
        }
        return bytes;
    }

    private static InputStream unzipped(BufferedInputStream in, String name) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        if (first < 0) {
            throw new IdxFormatException(name + ": is empty, expected an IDX file");
        }
        return (first << 8 | second) == GZIP ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }

    private static Shape header(InputStream in, String name, int dimensions) throws IOException {
        int expected = UNSIGNED_BYTES | dimensions;
        byte[] magic = in.readNBytes(4);
        int given = magic.length < 4 ? -1 : ByteBuffer.wrap(magic).getInt();
        if (given != expected) {
            throw new IdxFormatException(String.format(
                    Locale.ROOT,
                    "%s: magic %s, expected 0x%08x (unsigned bytes, %d dimension%s)",
                    name,
                    hex(magic),
                    expected,
                    dimensions,
                    dimensions == 1 ? "" : "s"));
        }
        byte[] header = in.readNBytes(4 * dimensions);
        if (header.length < 4 * dimensions) {
            throw new IdxFormatException(
                    name + ": truncated in its header, expected " + dimensions + " dimensions after the magic number");
        }
        int[] dims = new int[dimensions];
        ByteBuffer.wrap(header).asIntBuffer().get(dims);
        return shape(name, dims);
    }

    private static Shape shape(String name, int[] dims) throws IdxFormatException {
        long size = 1;
        for (int dim : dims) {
            size = dim < 0 || size < 0 || size * dim > Integer.MAX_VALUE - 8 ? -1 : size * dim;
        }
        if (size < 0) {
            long[] unsigned =
                    Arrays.stream(dims).mapToLong(Integer::toUnsignedLong).toArray();
            throw new IdxFormatException(
                    name + ": dimensions " + Arrays.toString(unsigned) + ", expected fewer than 2^31 values in all");
        }
        return Shape.of(dims);
    }

    private static String hex(byte[] magic) {
        StringBuilder text = new StringBuilder("0x");
        for (byte b : magic) {
            text.append(String.format(Locale.ROOT, "%02x", b));
        }
        return text.toString();
    }
}
