package dev.inkstone.tensorboard;

import dev.inkstone.checkpoint.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A file of records as TensorFlow's TFRecord has them: a length, the data, and a masked CRC-32C behind each of the two. Every
 * record goes to the operating system at once and whole: what a killed process had appended can be read.
 */
final class EventFile implements Closeable {
    private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.(\\d{1,18})\\..*");

    private final SeekableByteChannel channel;

    EventFile(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * A new file in the folder {@code run}, which is made if it is missing. TensorBoard reads the files of a folder by their names, so
     * this one's time is behind that of every other, even if the clock is not.
     */
    static Path create(Path run, long seconds) throws IOException {
        if (Files.exists(run) && !Files.isDirectory(run)) {
            throw new IOException("tensorboard: '" + run + "' is a file, expected a folder; choose another name");
        }
        AtomicFile.createFolder(run);
        String name = String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.%s.%d.inkstone",
                Math.max(seconds, latest(run) + 1),
                host(),
                ProcessHandle.current().pid());
        return Files.createFile(run.resolve(name));
    }

    /** Appends to {@code file}. */
    static EventFile open(Path file) throws IOException {
        return new EventFile(FileChannel.open(file, StandardOpenOption.WRITE));
    }

    private static long latest(Path run) throws IOException {
        return files(run).stream()
                .map(file -> NAME.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .mapToLong(name -> Long.parseLong(name.group(1)))
                .max()
                .orElse(0);
    }

    /** Deletes the event files in the folder {@code run}, which may be missing. */
    static void deleteAll(Path run) throws IOException {
        for (Path file : files(run)) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path run) throws IOException {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }

    /** Without asking a name server, which may take seconds. */
    private static String host() {
        String name = System.getenv().getOrDefault("HOSTNAME", System.getenv().getOrDefault("COMPUTERNAME", ""));
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return plain.isEmpty() ? "localhost" : plain;
    }

    /** @throws IOException if that fails; the file then ends with the record before, and another append may be tried */
    void append(byte[] data) throws IOException {
        ByteBuffer length = Proto.littleEndian(8).putLong(0, data.length);
        ByteBuffer record = Proto.littleEndian(Math.addExact(data.length, 16))
                .put(length)
                .putInt(maskedCrc(length.array()))
                .put(data)
                .putInt(maskedCrc(data))
                .flip();
        long end = channel.position();
        try {
            while (record.hasRemaining()) {
                channel.write(record);
            }
        } catch (Throwable e) {
            cut(end, e);
            throw e;
        }
    }

    private void cut(long end, Throwable reason) {
        try {
            channel.truncate(end);
            channel.position(end);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    static int maskedCrc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    /** Makes what was appended last, whatever happens to the machine. */
    void force() throws IOException {
        if (channel instanceof FileChannel file) {
            file.force(false);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
