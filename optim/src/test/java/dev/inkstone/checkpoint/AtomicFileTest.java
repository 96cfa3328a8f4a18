package dev.inkstone.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void writesIntoANewFolderAndReplacesWhatWasThere() throws IOException {
        Path file = folder.resolve("a/b/file");
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {1, 2})));
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {3})));
        assertThat(file).hasBinaryContent(new byte[] {3});
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp-*");
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {1});
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.allocate(1000));
                    throw new IOException("disk full");
                }))
                .hasMessage(file + ": disk full");
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(folder).isDirectoryContaining("glob:**file");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    /** Not so by Files.createDirectories alone, in JDKs that have the bug 8294193. */
    @Test
    void theFolderMayBeASymbolicLink() throws IOException {
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("elsewhere")));
        AtomicFile.write(link.resolve("file"), channel -> channel.write(ByteBuffer.wrap(new byte[] {1})));
        assertThat(folder.resolve("elsewhere/file")).hasBinaryContent(new byte[] {1});
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> AtomicFile.write(folder, channel -> {}))
                .hasMessageContaining("is a folder, expected the name");
    }
}
