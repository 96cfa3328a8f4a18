package dev.inkstone.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is no checkpoint, is damaged, or does not fit the model it should go into. The message names the file. */
public final class CheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final @Nullable String entry;

    /**
     * An error in a file.
     *
     * @param entry the tensor or metadata entry it is about, or null
     * @param problem what is wrong, what is expected, and what to do
     */
    public CheckpointException(Path file, @Nullable String entry, String problem) {
        this(file, entry, problem, null);
    }

    /** As {@link #CheckpointException(Path, String, String)}, with a cause. */
    public CheckpointException(Path file, @Nullable String entry, String problem, @Nullable Throwable cause) {
        super(
                "checkpoint '" + file + "': " + (entry == null ? "" : "entry '" + shortened(entry) + "': ") + problem,
                cause);
        this.file = file;
        this.entry = entry;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The entry it is about, or null if it is about the whole file. */
    public @Nullable String entry() {
        return entry;
    }

    /** Names come from files: a message stays readable whatever they hold. */
    static String shortened(String name) {
        String printable = name.codePoints()
                .limit(200)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.length() < name.length() ? printable + "…" : printable;
    }
}
