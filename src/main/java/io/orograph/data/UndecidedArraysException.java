package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Port;
import io.orograph.network.SampleAxes;
import java.io.IOException;
import java.util.List;

/** A file does not say which of its arrays are inputs and targets: a person has to. */
public final class UndecidedArraysException extends UnsupportedFileException {

    private static final long serialVersionUID = 1L;

    private final transient List<NamedArrays.Array> arrays;
    private final transient SampleAxes axes;

    UndecidedArraysException(NamedArrays arrays, SampleAxes axes, String question, String options) throws IOException {
        super(
                arrays.file(),
                "does not say " + question + ": it holds " + arrays.describe() + "; name them with " + options);
        this.arrays = arrays.arrays();
        this.axes = axes;
    }

    /** Returns the inputs of the network that arrays are to be chosen for; a single one where it is not known. */
    public List<Port> inputs() {
        return axes.inputs();
    }

    /** Returns the arrays to choose from. */
    public List<NamedArrays.Array> arrays() {
        return arrays;
    }
}
