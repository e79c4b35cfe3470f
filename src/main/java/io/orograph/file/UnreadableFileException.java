package io.orograph.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file was read but cannot be taken. The message is one sentence that names the file, what was found in it and what
 * to do; it fits on one line. A disk or network that fails is a plain {@link IOException} instead.
 */
public abstract sealed class UnreadableFileException extends IOException
        permits DamagedFileException, UnsupportedFileException {

    private static final long serialVersionUID = 1L;

    /** Longer than any list that is meant to be read. */
    private static final int LONGEST = 4000;

    private final transient Path file;

    /**
     * Makes an exception whose sentence begins with the file's name.
     *
     * @param file the file, whose name begins the sentence
     * @param predicate the rest of the sentence, without its full stop: {@code "is empty; save it again"}
     * @param cause what brought it to light; may be null
     */
    protected UnreadableFileException(Path file, String predicate, Throwable cause) {
        super(sentence(file, predicate), cause);
        this.file = file;
    }

    /** Returns the file that cannot be taken. */
    public Path file() {
        return file;
    }

    /** Names and values found in a hostile file may be of any length, and hold line breaks or escape sequences. */
    private static String sentence(Path file, String predicate) {
        return FileName.of(file) + " " + Excerpt.of(predicate, LONGEST) + ".";
    }
}
