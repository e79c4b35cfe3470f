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
 * @param holds what of a landscape it has a place for
 * @param <T> what is written
 */
public record OutputFormat<T>(String name, String title, List<String> endings, Holds holds, Writing<T> writing) {

    /** What of a landscape a format has a place for. */
    public enum Holds {
        /** What is seen of it, without errors of the losses. */
        SHAPE("the surface alone"),
        /** The grid with all its numbers. */
        GRID("the grid alone"),
        /** What is seen of it, with the path or the models over it. */
        PATH("the surface and its path"),
        /** All arrays, texts and the provenance. */
        ALL("everything");

        private final String words;

        Holds(String words) {
            this.words = words;
        }

        /** Returns what is in a file, in words. */
        public String words() {
            return words;
        }
    }

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
        return new OutputFormat<>(name, title, List.of(ending), Holds.ALL, writing);
    }

    /** Returns the format of arrays by name, with texts and provenance among them. */
    public static <T extends Exportable> OutputFormat<T> npz() {
        return whole("NPZ", "NumPy archive (npz)", ".npz", ResultNpz::write);
    }

    /** Tells whether it has a place for all that there is. */
    public boolean holdsAll() {
        return holds == Holds.ALL;
    }

    /** Tells whether it has a place for what lies over a landscape. */
    public boolean holdsPath() {
        return holds == Holds.PATH || holds == Holds.ALL;
    }

    /** Tells whether all numbers of a landscape's grid are in it, so that they need not be kept elsewhere too. */
    public boolean holdsGrid() {
        return holds == Holds.GRID || holds == Holds.ALL;
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
