package io.orograph.ui.main;

import io.orograph.format.Formats;
import io.orograph.format.Role;
import java.nio.file.Path;

/** Tells data from models among files that a person dropped: by what they hold, then by their names. */
final class DataFile {

    private DataFile() {}

    /** Returns whether a file is rather data than a model; the readers then say what it is if it is neither. */
    static boolean isLikely(Path file) {
        return isLikely(file, Formats.all());
    }

    /** Returns whether a file is likely to be data of one of these formats. */
    static boolean isLikely(Path file, Formats formats) {
        return formats.likelyRoles(file).contains(Role.DATA);
    }
}
