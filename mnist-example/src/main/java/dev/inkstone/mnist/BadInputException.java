package dev.inkstone.mnist;

/** The user asked for something that cannot be; the message says what was given and what is expected. Exit code 2. */
final class BadInputException extends Exception {
    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }
}
