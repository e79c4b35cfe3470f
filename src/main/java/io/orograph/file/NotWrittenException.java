package io.orograph.file;

import java.io.IOException;

/** A result could not be written where it was to be; the message says why, and where a copy of it is. */
public final class NotWrittenException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a whole sentence. */
    public NotWrittenException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
