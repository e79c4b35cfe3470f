package io.orograph.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file format that something can be written in. One more is a class that writes it, and a line in the list of what it
 * is for.
 *
 * @param name how it is called: {@code NPZ}
 * @param title what a file of it is, for a list of choices: {@code NumPy archive (npz)}
 * @param endings of the names of such files, the usual one first
 * @param holdsAll whether it has a place for all that there is; else for a landscape's grid alone
 * @param <T> what is written
 */
public record OutputFormat<T>(String name, String title, List<String> endings, boolean holdsAll, Writing<T> writing) {

    /** Writes a file. */
    @FunctionalInterface
    public interface Writing<T> {
        /** Writes or replaces a file, whole or not at all. */
        void write(Path file, T what) throws IOException;
    }

    public OutputFormat {
        endings = List.copyOf(endings);
    }

    /** Returns a format with one ending that holds all that there is. */
    public static <T> OutputFormat<T> whole(String name, String title, String ending, Writing<T> writing) {
        return new OutputFormat<>(name, title, List.of(ending), true, writing);
    }

    /** Returns the format of arrays by name, with texts and provenance among them. */
    public static <T extends Exportable> OutputFormat<T> npz() {
        return whole("NPZ", "NumPy archive (npz)", ".npz", ResultNpz::write);
    }

    /** Returns the usual ending of a file's name: {@code .npz}. */
    public String ending() {
        return endings.get(0);
    }

    /** Writes or replaces a file, whole or not at all. */
    public void write(Path file, T what) throws IOException {
        writing.write(file, what);
    }
}
