package io.orograph.data;

/** The data do not fit the network. The message is a sentence that names both shapes. */
public final class ShapeMismatchException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ShapeMismatchException(String message) {
        super(message);
    }
}
