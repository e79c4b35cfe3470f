package io.orograph.arrays;

import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import java.nio.file.Path;

/**
 * Where an array comes from, for what is said when it cannot be read.
 *
 * @param file the file
 * @param array the array's name in it; null where the file is one array
 */
record Origin(Path file, String array) {

    DamagedFileException damaged(String clause) {
        return damaged(clause, null);
    }

    DamagedFileException damaged(String clause, Throwable cause) {
        String where = array == null ? "is damaged: " : "is damaged in its array " + Excerpt.of(array) + ": ";
        return new DamagedFileException(file, where + clause, cause);
    }

    /**
     * @param clause goes on after "its array x …"
     */
    UnsupportedFileException unsupported(String clause) {
        String subject = array == null ? "its array " : "its array " + Excerpt.of(array) + " ";
        return new UnsupportedFileException(file, "cannot be used: " + subject + clause);
    }
}
