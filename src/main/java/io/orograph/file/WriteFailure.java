package io.orograph.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The reason why a file could not be written and the remedy, as one sentence that names the file. */
final class WriteFailure {

    private final Path file;
    private final Path folder;
    private final IOException failure;

    /**
     * Makes the sentence about a failure.
     *
     * @param file as the person named it
     * @param folder where it was to lie
     * @param failure what the system said, or an encoder around it
     */
    WriteFailure(Path file, Path folder, IOException failure) {
        this.file = file;
        this.folder = folder;
        this.failure = failure;
    }

    /**
     * Returns the sentence as an exception of the same kind: one of the file system's has no cause, for it says no
     * more.
     */
    IOException explained() {
        String sentence = FileName.of(file) + " cannot be written: " + reason();
        return failure instanceof FileSystemException
                ? new FileSystemException(null, null, sentence)
                : new IOException(sentence, failure);
    }

    private String reason() {
        String said = said();
        String known = said.toLowerCase(Locale.ROOT);
        if (!Files.isDirectory(folder)) {
            return "the folder " + folder + " is not there any more; create it again, or choose another folder";
        }
        if (failure instanceof AccessDeniedException || known.contains("permission denied")) {
            return "there is no permission to write into the folder " + folder
                    + "; change its permissions, or choose another folder";
        }
        if (known.contains("read-only")) {
            return "the folder " + folder + " lies on a read-only disk; choose another folder";
        }
        if (known.contains("name too long")) {
            return "its name is too long; give it a shorter one";
        }
        if (known.contains("file too large")) {
            return "the disk of the folder " + folder + " takes no file of this size; choose another folder";
        }
        if (known.contains("no space") || known.contains("not enough space") || known.contains("quota")) {
            return "the disk is full (" + said + "); make room on it, or choose another folder";
        }
        if (failure instanceof ClosedByInterruptException) {
            return "the writing was interrupted; write it again";
        }
        return (said.isEmpty() ? "the system does not say why" : said)
                + "; make room on the disk, or choose another folder than " + folder;
    }

    /**
     * Returns the first reason: an encoder on the way hides it. The system's own message names the temporary file
     * instead.
     */
    private String said() {
        Throwable first = failure;
        while (first.getCause() instanceof IOException) {
            first = first.getCause();
        }
        String text = first instanceof FileSystemException system ? system.getReason() : first.getMessage();
        return text == null ? "" : text;
    }
}
