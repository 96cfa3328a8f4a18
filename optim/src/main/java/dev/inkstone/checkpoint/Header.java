package dev.inkstone.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The checked header of a safetensors file: entries that follow each other without a hole from the first byte behind the header
 * to the last byte of the file.
 *
 * @param metadata the free texts
 * @param entries in the order of their bytes
 */
record Header(Map<String, String> metadata, List<Entry> entries) {
    /** The longest header that the format allows, in bytes. */
    static final int LONGEST = 100_000_000;

    static final String METADATA = "__metadata__";

    /**
     * Reads and checks a header.
     *
     * @param bytes the JSON text, with its padding
     * @param dataLength how many bytes of the file follow
     */
    static Header parse(Path file, byte[] bytes, long dataLength) throws CheckpointException {
        if (bytes.length == 0 || bytes[0] != '{') {
            throw new CheckpointException(
                    file,
                    null,
                    "the header does not start with '{', expected a JSON object;" + " is it a safetensors file?");
        }
        String text = Utf8.decode(bytes);
        if (text == null) {
            throw new CheckpointException(
                    file, null, "the header is not valid UTF-8, expected JSON text; the file is damaged");
        }
        HeaderReader reader = new HeaderReader(text);
        try {
            reader.read();
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file, reader.entry(), "header: " + e.getMessage(), e);
        }
        List<Entry> sorted = new ArrayList<>(reader.entries());
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkLayout(file, sorted, dataLength);
        return new Header(reader.metadata(), sorted);
    }

    private static void checkLayout(Path file, List<Entry> entries, long dataLength) throws CheckpointException {
        Set<String> names = new HashSet<>();
        long at = 0;
        for (Entry entry : entries) {
            if (!names.add(entry.name())) {
                throw new CheckpointException(file, entry.name(), "occurs twice, expected once");
            }
            if (entry.begin() != at) {
                throw new CheckpointException(
                        file,
                        entry.name(),
                        "begins at byte " + entry.begin() + ", expected " + at
                                + ", where the one before it ends; the file is damaged or hostile");
            }
            checkLength(file, entry);
            at = entry.end();
        }
        if (at != dataLength) {
            throw new CheckpointException(
                    file,
                    null,
                    "has " + dataLength + " bytes of data, expected " + at
                            + (at > dataLength ? "; the file is cut short" : "; something was appended to it"));
        }
    }

    private static void checkLength(Path file, Entry entry) throws CheckpointException {
        long expected = (long) entry.shape().size() * entry.type().bytes();
        if (entry.end() - entry.begin() != expected) {
            throw new CheckpointException(
                    file,
                    entry.name(),
                    "offsets [" + entry.begin() + ", " + entry.end() + "] span "
                            + (entry.end() - entry.begin()) + " bytes, expected " + expected + " for " + entry.type()
                            + " "
                            + entry.shape());
        }
    }
}
