package io.orograph.data;

import io.orograph.arrays.ArraysFormat;
import io.orograph.arrays.NamedArrays;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The ground of formats of named arrays of which one holds the inputs and another the targets. */
abstract class ArrayStore implements DataFormat {

    /**
     * Opens a file of the format.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    abstract NamedArrays open(Path file) throws IOException;

    /** Returns what is to be said of a file that people take for another kind; a sentence. */
    Optional<String> advice(NamedArrays arrays) {
        return Optional.empty();
    }

    @Override
    public final Samples read(DataSource source) throws IOException {
        try (NamedArrays arrays = open(source.path())) {
            return ArrayData.samples(arrays, source);
        }
    }

    @Override
    public final Inputs readInputs(DataSource source) throws IOException {
        try (NamedArrays arrays = open(source.path())) {
            return ArrayData.inputs(arrays, source);
        }
    }

    @Override
    public final Contents contents(FileHead head) throws IOException {
        Contents.Builder contents = new Contents.Builder();
        DataFormat.describeSamples(head.path(), contents);
        try (NamedArrays arrays = open(head.path())) {
            ArraysFormat.describe(arrays, contents);
            advice(arrays).ifPresent(contents::remark);
        }
        return contents.build();
    }

    @Override
    public final boolean holdsArrays() {
        return true;
    }
}
