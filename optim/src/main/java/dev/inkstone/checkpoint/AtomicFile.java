package dev.inkstone.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that whoever looks sees the old one or the new one, whole, whatever happens meanwhile: the bytes go to a file
 * of a name of its own beside it, are forced to the disk, and are then moved into place.
 */
public final class AtomicFile {
    /** What the names of unfinished files have between the final name and the process that writes. */
    static final String TEMPORARY = ".tmp-";

    private AtomicFile() {}

    /** Writes what the file shall hold. */
    @FunctionalInterface
    public interface Body {
        /** Writes all bytes to {@code channel} and leaves it open. */
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    /**
     * Writes {@code target}, which may exist; its folder is made if it is missing.
     *
     * @throws IOException if that fails; then {@code target} is as it was and nothing is left beside it
     */
    public static void write(Path target, Body body) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new IOException("file '" + target + "': is a folder, expected the name of a file");
        }
        createFolder(folder);
        Path temporary = folder.resolve(
                target.getFileName() + TEMPORARY + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                body.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(temporary, e);
            throw named(target, e);
        } catch (Throwable e) {
            discard(temporary, e);
            throw e;
        }
        forceFolder(folder);
    }

    /** What a full disk says has no name of a file. */
    private static IOException named(Path target, IOException e) {
        if (e.getClass() != IOException.class) {
            return e;
        }
        IOException named = new FileSystemException(target.toString(), null, e.getMessage());
        named.initCause(e);
        return named;
    }

    /**
     * Makes a folder, and those above it, where they are missing; a symbolic link to a folder is one.
     *
     * @throws IOException if something else of that name is in the way
     */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) { // JDKs from 17 to 19 refuse such links to begin with (JDK-8294193)
            Files.createDirectories(folder);
        }
    }

    /** Makes the move itself last. Windows cannot open a folder; there is nothing to be done about that. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // the file is in place all the same
        }
    }

    private static void discard(Path temporary, Throwable reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
