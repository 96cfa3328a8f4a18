package dev.inkstone.checkpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * CRC-32C of a safetensors file, kept in its metadata: {@value #DATA} over all bytes behind the header, {@value #HEADER} over the
 * eight length bytes and the header with its own eight digits as zeros. Both are eight lower-case hexadecimal digits. A file
 * without them was written by another program and is read unchecked.
 */
final class Checksum {
    static final String DATA = "inkstone.crc32c.data";
    static final String HEADER = "inkstone.crc32c.header";

    /** In place of the digits of {@link #HEADER} while its sum is taken. */
    static final String ZEROS = "00000000";

    private static final byte[] PREFIX = ("\"" + HEADER + "\":\"").getBytes(StandardCharsets.US_ASCII);

    private Checksum() {}

    static String text(CRC32C sum) {
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** The sum over a length and a header whose own digits are zeros. */
    static String ofHeader(byte[] length, byte[] header) {
        CRC32C sum = new CRC32C();
        sum.update(length);
        sum.update(header);
        return text(sum);
    }

    /** Where the digits of {@link #HEADER} stand; in JSON text these bytes can only be that member. */
    static int digits(byte[] header) {
        for (int i = 0; i <= header.length - PREFIX.length - ZEROS.length(); i++) {
            int length = 0;
            while (length < PREFIX.length && header[i + length] == PREFIX[length]) {
                length++;
            }
            if (length == PREFIX.length) {
                return i + length;
            }
        }
        return -1;
    }

    /** @throws CheckpointException if the header is not as it was written */
    static void checkHeader(Path file, byte[] length, byte[] header, Map<String, String> metadata)
            throws CheckpointException {
        String expected = metadata.get(HEADER);
        if ((expected == null) != (metadata.get(DATA) == null)) {
            throw new CheckpointException(
                    file,
                    null,
                    "has one of " + HEADER + " and " + DATA + ", expected both or neither; the file is damaged");
        }
        if (expected == null) {
            return;
        }
        byte[] zeroed = header.clone();
        int at = digits(header);
        if (at >= 0) {
            System.arraycopy(ZEROS.getBytes(StandardCharsets.US_ASCII), 0, zeroed, at, ZEROS.length());
        }
        compare(file, "header", expected, ofHeader(length, zeroed));
    }

    /** @throws CheckpointException if the data is not as it was written */
    static void checkData(Path file, CRC32C sum, Map<String, String> metadata) throws CheckpointException {
        String expected = metadata.get(DATA);
        if (expected != null) {
            compare(file, "data", expected, text(sum));
        }
    }

    private static void compare(Path file, String part, String expected, String actual) throws CheckpointException {
        if (!expected.equals(actual)) {
            throw new CheckpointException(
                    file,
                    null,
                    "the " + part + " has CRC-32C " + actual + ", expected " + CheckpointException.shortened(expected)
                            + "; the file is damaged or was changed by another program");
        }
    }
}
