package io.orograph.network;

/** The native kernels compute wrong results on this processor. The message says which and what to do. */
public final class WrongArithmeticException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongArithmeticException(String message) {
        super(message);
    }
}
