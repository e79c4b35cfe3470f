package io.orograph.model.checkpoint;

import io.orograph.arrays.ArraysFormat;
import io.orograph.arrays.NamedArrays;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.FileHead;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import java.io.IOException;
import java.nio.file.Path;

/** Opens checkpoints, whatever they are called: what a file is shows in its content. */
public final class CheckpointReaders {

    private CheckpointReaders() {}

    /**
     * Opens a checkpoint of any format of weights that is known.
     *
     * @throws io.orograph.file.UnreadableFileException if it is none, damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    public static NamedArrays open(Path file) throws IOException {
        return open(file, Formats.all());
    }

    /** Opens a checkpoint of one of these formats; see {@link #open(Path)}. */
    public static NamedArrays open(Path file, Formats formats) throws IOException {
        FileHead head = FileHead.of(file);
        try {
            return formats.reader(head, Role.WEIGHTS, ArraysFormat.class).openArrays(head);
        } catch (OutOfMemoryError e) {
            throw new UnsupportedFileException(
                    file,
                    "needs more memory than there is left; save the weights alone, or give the program more"
                            + " (packaging/run --memory 8g)",
                    e);
        }
    }
}
