package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.UnsupportedFileException;
import java.io.IOException;
import java.util.List;

/** A file does not say which of its arrays are inputs and targets: a person has to. */
public final class UndecidedArraysException extends UnsupportedFileException {

    private static final long serialVersionUID = 1L;

    private final transient List<NamedArrays.Array> arrays;

    UndecidedArraysException(NamedArrays arrays, String question, String options) throws IOException {
        super(
                arrays.file(),
                "does not say " + question + ": it holds " + arrays.describe() + "; name them with " + options);
        this.arrays = arrays.arrays();
    }

    /** Returns the arrays to choose from. */
    public List<NamedArrays.Array> arrays() {
        return arrays;
    }
}
