package io.orograph.format;

import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Zip archives, which several formats are. */
public final class ZipArchive {

    /** What is said of a file that begins like an archive and cannot be opened as one, after its name. */
    static final String DAMAGED = "is damaged: it cannot be opened as a zip archive; save or copy it again";

    private ZipArchive() {}

    /**
     * Opens an archive.
     *
     * @throws DamagedFileException if it is none, or is cut off
     * @throws IOException if it cannot be read
     */
    public static ZipFile open(Path file) throws IOException {
        try {
            return named(new ZipFile(file.toFile()));
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new DamagedFileException(file, DAMAGED, e);
        }
    }

    /** Looks at the names of all entries, since Java finds out only then that one is in bytes of no character. */
    private static ZipFile named(ZipFile zip) throws IOException {
        try {
            zip.entries().asIterator().forEachRemaining(entry -> {});
            return zip;
        } catch (IllegalArgumentException e) {
            zip.close();
            throw e;
        }
    }

    /**
     * Returns what is said of a sound archive without arrays, after its name.
     *
     * @param entries the names of what is in it
     */
    public static String withoutArrays(List<String> entries) {
        String first = entries.isEmpty() ? "" : " (its first entry is " + Excerpt.of(entries.get(0)) + ")";
        return "is a zip archive without NumPy arrays" + first + "; save arrays with numpy.savez";
    }
}
