package dev.inkstone.data;

import java.io.IOException;

/** A file is not the IDX file that was expected; the message names the file, what it holds and what was expected. */
public final class IdxFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With this message. */
    public IdxFormatException(String message) {
        super(message);
    }

    /** With this message and the failure behind it. */
    public IdxFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
