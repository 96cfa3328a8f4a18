package dev.inkstone.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Reads a safetensors file in one pass, straight into the arrays that are handed out. */
final class SafetensorsReader {
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C sum = new CRC32C();

    private SafetensorsReader(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @param discard whether to check only, and keep no tensors */
    static Safetensors read(Path file, boolean discard) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CheckpointException(file, null, "is a folder, expected a safetensors file");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return new SafetensorsReader(file, channel).read(discard);
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file, null, "does not exist, expected a safetensors file", e);
        } catch (EOFException e) {
            throw new CheckpointException(
                    file, null, "became shorter while it was read, expected a file that nobody writes to", e);
        }
    }

    private Safetensors read(boolean discard) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new CheckpointException(
                    file, null, "has " + size + " bytes, expected at least 8; it is empty or cut short");
        }
        byte[] length = bytes(Long.BYTES);
        long headerLength =
                ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (headerLength < 0 || headerLength > Header.LONGEST) {
            throw new CheckpointException(
                    file,
                    null,
                    "claims a header of " + Long.toUnsignedString(headerLength) + " bytes, expected at most "
                            + Header.LONGEST + "; is it a safetensors file?");
        }
        long dataLength = size - Long.BYTES - headerLength;
        if (dataLength < 0) {
            throw new CheckpointException(
                    file,
                    null,
                    "claims a header of " + headerLength + " bytes, expected at most the " + (size - Long.BYTES)
                            + " that follow; the file is cut short or not a safetensors file");
        }
        byte[] text = bytes((int) headerLength);
        Header header = Header.parse(file, text, dataLength);
        Checksum.checkHeader(file, length, text, header.metadata());
        Map<String, Elements> entries = new LinkedHashMap<>();
        for (Entry entry : header.entries()) {
            if (discard) {
                skip(entry);
            } else {
                entries.put(entry.name(), elements(entry));
            }
        }
        Map<String, String> metadata = header.metadata();
        Checksum.checkData(file, sum, metadata);
        metadata.remove(Checksum.DATA);
        metadata.remove(Checksum.HEADER);
        return new Safetensors(file, entries, metadata);
    }

    private Elements elements(Entry entry) throws IOException {
        Elements elements = Elements.allocate(entry);
        int width = entry.type().bytes();
        int n = entry.shape().size();
        for (int from = 0, count; from < n; from += count) {
            count = Math.min(n - from, CHUNK / width);
            next(count * width);
            check(entry, from);
            elements.read(buffer, from, count);
        }
        return elements;
    }

    private void skip(Entry entry) throws IOException {
        for (long left = entry.end() - entry.begin(); left > 0; left -= CHUNK) {
            next((int) Math.min(left, CHUNK));
            check(entry, entry.end() - entry.begin() - left);
        }
    }

    /** Truth values are 0 or 1: another byte would be true in one program and false in the next. */
    private void check(Entry entry, long from) throws CheckpointException {
        if (entry.type() != Dtype.BOOL) {
            return;
        }
        for (int i = 0; i < buffer.limit(); i++) {
            if ((buffer.get(i) & 0xfe) != 0) {
                throw new CheckpointException(
                        file,
                        entry.name(),
                        "element " + (from + i) + " is " + (buffer.get(i) & 0xff) + ", expected 0 or 1 for BOOL");
            }
        }
    }

    /** The next {@code n} bytes in the buffer, and in the sum. */
    private void next(int n) throws IOException {
        buffer.clear().limit(n);
        fill(buffer);
        sum.update(buffer.array(), 0, n);
    }

    private byte[] bytes(int n) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(n);
        fill(all);
        return all.array();
    }

    private void fill(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new EOFException();
            }
        }
        target.flip();
    }
}
