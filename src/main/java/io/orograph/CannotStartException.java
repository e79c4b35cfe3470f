package io.orograph;

/** The system does not let the program start; the message is a sentence that says why and what to do. */
final class CannotStartException extends Exception {

    private static final long serialVersionUID = 1L;

    CannotStartException(String message) {
        super(message);
    }
}
