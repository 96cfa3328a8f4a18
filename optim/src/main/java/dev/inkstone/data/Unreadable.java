package dev.inkstone.data;

import java.io.UncheckedIOException;

/** Says which example it was that code of the user's, or a file, could not give. */
final class Unreadable {
    private Unreadable() {}

    /** @param epoch counted from 0, as everywhere in code; the text counts as the trainer's lines do, from 1 */
    static RuntimeException example(String what, int index, int epoch, RuntimeException cause) {
        return because(what + ": example " + index + " of epoch " + (epoch + 1L), cause);
    }

    /** Where there are no epochs. */
    static RuntimeException example(String what, int index, RuntimeException cause) {
        return because(what + ": example " + index, cause);
    }

    private static RuntimeException because(String example, RuntimeException cause) {
        String text = example + " cannot be read: " + reason(cause);
        return cause instanceof UncheckedIOException failed
                ? new UncheckedIOException(text, failed.getCause())
                : new IllegalStateException(text, cause);
    }

    private static String reason(Throwable cause) {
        Throwable inner = cause.getCause();
        if (inner != null && inner.toString().equals(cause.getMessage())) {
            return reason(inner); // the other was a mere envelope
        }
        String reason = cause.getMessage();
        return reason == null ? cause.toString() : reason;
    }
}
