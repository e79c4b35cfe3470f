package io.orograph.file;

import java.nio.file.Path;

/** A file is sound, but holds or asks for something that this program does not do. */
public non-sealed class UnsupportedFileException extends UnreadableFileException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception whose sentence begins with the file's name.
     *
     * @param file the file, whose name begins the sentence
     * @param predicate the rest of the sentence, without its full stop
     */
    public UnsupportedFileException(Path file, String predicate) {
        this(file, predicate, null);
    }

    /**
     * Makes an exception whose sentence begins with the file's name.
     *
     * @param file the file, whose name begins the sentence
     * @param predicate the rest of the sentence, without its full stop
     * @param cause what brought it to light; may be null
     */
    public UnsupportedFileException(Path file, String predicate, Throwable cause) {
        super(file, predicate, cause);
    }
}
