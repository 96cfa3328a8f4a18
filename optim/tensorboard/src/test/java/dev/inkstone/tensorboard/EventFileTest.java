package dev.inkstone.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    Path folder;

    /** RFC 3720, appendix B.4, and the check value of the Castagnoli polynomial. */
    @Test
    void checksumsAreMaskedCrc32c() {
        byte[] ascending = new byte[32];
        byte[] ones = new byte[32];
        for (int i = 0; i < 32; i++) {
            ascending[i] = (byte) i;
            ones[i] = -1;
        }
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        List<byte[]> data = List.of(new byte[0], digits, new byte[32], ones, ascending);
        assertThat(data.stream().map(RunReader::crc32c))
                .containsExactly(0, 0xe3069283, 0x8a9136aa, 0x62a8ab43, 0x46dd794e);
        assertThat(data.stream().map(EventFile::maskedCrc))
                .containsExactly(0xa282ead8, 0xc78ab0e5, 0x0fd7fffa, 0xf909b029, 0x951f7892);
    }

    @Test
    void eachNameIsBehindAllThatAreThereEvenIfTheClockIsNot() throws IOException {
        Path first = EventFile.create(folder, 1_700_000_000);
        Path second = EventFile.create(folder, 1_700_000_000);
        Path third = EventFile.create(folder, 5);
        assertThat(RunReader.files(folder)).containsExactly(first, second, third);
        assertThat(first.getFileName().toString()).startsWith("events.out.tfevents.1700000000.");
        Files.createFile(folder.resolve("notes.txt"));
        EventFile.deleteAll(folder);
        assertThat(RunReader.files(folder)).containsExactly(folder.resolve("notes.txt"));
    }

    @Test
    void aFullDiskLeavesWholeRecordsAndTheNextAppendGoesOn() throws IOException {
        Disk disk = new Disk();
        try (EventFile file = new EventFile(disk)) {
            file.append(new byte[] {8, 1});
            disk.free = 7;
            assertThatThrownBy(() -> file.append(new byte[] {8, 2})).hasMessage("no space left");
            assertThat(RunReader.events(disk.bytes())).hasSize(1);
            disk.free = 1000;
            file.append(new byte[] {8, 3});
        }
        assertThat(RunReader.events(disk.bytes()).stream().map(event -> event.integer(1)))
                .containsExactly(1L, 3L);
    }

    @Test
    void aFileInPlaceOfTheFolderIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("run"));
        assertThatThrownBy(() -> SummaryWriter.in(file))
                .hasMessage("tensorboard: '" + file + "' is a file, expected a folder; choose another name");
    }

    /** Has room for so many bytes, and takes three at a time. */
    private static final class Disk implements SeekableByteChannel {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private int free = 1000;

        byte[] bytes() {
            return content.toByteArray();
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int n = Math.min(Math.min(3, free), source.remaining());
            if (n == 0) {
                throw new IOException("no space left");
            }
            for (int i = 0; i < n; i++) {
                content.write(source.get());
            }
            free -= n;
            return n;
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            byte[] kept = Arrays.copyOf(bytes(), (int) size);
            content.reset();
            content.writeBytes(kept);
            return this;
        }

        @Override
        public long position() {
            return content.size();
        }

        @Override
        public SeekableByteChannel position(long position) {
            assertThat(position).isEqualTo(content.size());
            return this;
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public int read(ByteBuffer target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
