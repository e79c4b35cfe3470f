package io.orograph.experiment;

import io.orograph.data.ShapeMismatchException;

/** A model, data and a loss do not go together. The message is one sentence that names what was found. */
public final class MismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MismatchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static MismatchException of(IllegalArgumentException cause) {
        String message = cause.getMessage();
        String sentence = cause instanceof ShapeMismatchException
                ? message
                : Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
        return new MismatchException(sentence, cause);
    }
}
