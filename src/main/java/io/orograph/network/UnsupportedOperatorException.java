package io.orograph.network;

import java.util.List;

/** A node asks for something that no operator here does. The message names the node and what is asked. */
public final class UnsupportedOperatorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsupportedOperatorException(String message) {
        super(message);
    }

    /**
     * Makes an exception about a network's unsupported operators.
     *
     * @param operators all that a network asks for in vain, at least one
     */
    public UnsupportedOperatorException(List<UnsupportedOperator> operators) {
        this(UnsupportedOperator.clause(operators));
    }
}
