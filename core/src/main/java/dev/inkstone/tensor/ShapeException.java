package dev.inkstone.tensor;

/** Shapes that do not fit together; the message says what was given, what was expected and what to do. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** An exception with this message. */
    public ShapeException(String message) {
        super(message);
    }

    /** An exception with this message, raised because of {@code cause}. */
    public ShapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
