package dev.inkstone.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Writes a safetensors file as the reference does: wide types first, then by name; the header padded with spaces to a multiple
 * of eight. The metadata is sorted too, so equal content gives equal bytes.
 */
final class SafetensorsWriter {
    private static final int CHUNK = 1 << 16;
    private static final Comparator<Map.Entry<String, Elements>> ORDER = Comparator.comparing(
                    (Map.Entry<String, Elements> entry) -> entry.getValue().type(), Comparator.reverseOrder())
            .thenComparing(entry -> Utf8.encode(entry.getKey()), Arrays::compareUnsigned);

    private final Path file;
    private final List<Map.Entry<String, Elements>> entries;
    private final Map<String, String> metadata;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    SafetensorsWriter(Path file, Map<String, Elements> entries, Map<String, String> metadata) {
        this.file = file;
        this.entries = new ArrayList<>(entries.entrySet());
        this.entries.sort(ORDER);
        this.metadata = new TreeMap<>(metadata);
    }

    void writeTo(WritableByteChannel channel) throws IOException {
        CRC32C sum = new CRC32C();
        forEachChunk(chunk -> sum.update(chunk.array(), 0, chunk.limit()));
        metadata.put(Checksum.DATA, Checksum.text(sum));
        metadata.put(Checksum.HEADER, Checksum.ZEROS);
        byte[] header = header();
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array();
        byte[] digits = Checksum.ofHeader(length, header).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, Checksum.digits(header), digits.length);
        writeAll(channel, ByteBuffer.wrap(length));
        writeAll(channel, ByteBuffer.wrap(header));
        forEachChunk(chunk -> writeAll(channel, chunk));
    }

    private byte[] header() throws CheckpointException {
        Map<String, Json> members = new LinkedHashMap<>();
        Map<String, Json> texts = new LinkedHashMap<>();
        metadata.forEach((key, text) -> texts.put(key, new Json.Text(text)));
        members.put(Header.METADATA, new Json.Obj(texts));
        long at = 0;
        for (Map.Entry<String, Elements> entry : entries) {
            long end = at + entry.getValue().bytes();
            members.put(entry.getKey(), describe(entry.getValue(), at, end));
            at = end;
        }
        byte[] text = Utf8.encode(new Json.Obj(members).text());
        if (text.length > Header.LONGEST - 8) {
            throw new CheckpointException(
                    file,
                    null,
                    "needs a header of " + text.length + " bytes, expected at most " + Header.LONGEST
                            + "; write fewer tensors or less metadata");
        }
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private static Json describe(Elements elements, long begin, long end) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("dtype", new Json.Text(elements.type().name()));
        members.put(
                "shape",
                new Json.Arr(Arrays.stream(elements.shape().dims())
                        .mapToObj(JsonWriter::number)
                        .toList()));
        members.put("data_offsets", new Json.Arr(List.of(JsonWriter.number(begin), JsonWriter.number(end))));
        return new Json.Obj(members);
    }

    private void forEachChunk(Chunks chunks) throws IOException {
        for (Map.Entry<String, Elements> entry : entries) {
            Elements elements = entry.getValue();
            int width = elements.type().bytes();
            int n = elements.shape().size();
            for (int from = 0, count; from < n; from += count) {
                count = Math.min(n - from, CHUNK / width);
                buffer.clear().limit(count * width);
                elements.write(buffer, from, count);
                chunks.accept(buffer);
            }
        }
    }

    private static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Takes the data piece by piece. */
    private interface Chunks {
        void accept(ByteBuffer chunk) throws IOException;
    }
}
