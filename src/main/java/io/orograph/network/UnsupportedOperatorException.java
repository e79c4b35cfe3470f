package io.orograph.network;

/** A node asks for something that no operator here does. The message names the node and what is asked. */
public final class UnsupportedOperatorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsupportedOperatorException(String message) {
        super(message);
    }
}
