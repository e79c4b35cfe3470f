package io.orograph.format;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A file format: how a file of it is recognised, which roles it can play, and what is in it. A reader is a class that
 * implements this, through the interface of its package (a model's, a data file's or named arrays'), and a line in
 * {@code META-INF/services/io.orograph.format.Format}, in the order in which the formats are tried.
 */
public interface Format {

    /** Returns the name by which programs know the format: lower case, without spaces. */
    String id();

    /** Returns the name in a list of formats: {@code NPZ}. */
    String name();

    /** Returns what a file of this format is, with its article: {@code a NumPy array (NPY)}. */
    String label();

    /** Returns the endings of the names that such files usually have, the likeliest first: {@code .npz}. */
    List<String> endings();

    /** Returns the roles that a file of this format can play at all; none if this program does not read it. */
    Set<Role> roles();

    /**
     * Tells whether a file is of this format by its content.
     *
     * @throws IOException if the file cannot be read
     */
    boolean matches(FileHead head) throws IOException;

    /**
     * Returns the roles that a file of this format can play by what is in it.
     *
     * @param head of a file that {@linkplain #matches matches}
     * @throws IOException if the file cannot be read
     */
    default Set<Role> rolesOf(FileHead head) throws IOException {
        return roles();
    }

    /**
     * Returns whether files of many other kinds begin like this one, so that the other formats are tried first, and a
     * file's name says more than its beginning.
     */
    default boolean isWeak() {
        return false;
    }

    /**
     * Returns what is said of a sound file of this format where another role is wanted: the rest of a sentence that
     * begins with the file's name, without its full stop.
     *
     * @param choice what can be opened instead: {@code choose an ONNX file}
     */
    default String refusal(FileHead head, Role wanted, String choice) throws IOException {
        return "is " + label() + ", not " + wanted.noun() + "; " + choice;
    }

    /**
     * Returns what is in a file of this format, for a person.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    Contents contents(FileHead head) throws IOException;
}
