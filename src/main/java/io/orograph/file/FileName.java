package io.orograph.file;

import java.nio.file.Path;

/** How a file is called in a message or a caption. */
public final class FileName {

    private FileName() {}

    /** The last part of a path, on one line; the whole path where it has no last part, as a root has none. */
    public static String of(Path file) {
        Path name = file.getFileName();
        return (name == null ? file : name).toString().replaceAll("\\p{Cntrl}", "?");
    }
}
