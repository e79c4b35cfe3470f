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

    /**
     * What a format is called, and what its files are for.
     *
     * @param id the name by which programs know it: lower case, without spaces
     * @param name the name in a list of formats: {@code NPZ}
     * @param label what a file of it is, with its article: {@code a NumPy array (NPY)}
     * @param endings the endings of the names that such files usually have, the likeliest first: {@code .npz}
     * @param roles the roles that such a file can play at all; none if this program does not read it
     */
    record Identity(String id, String name, String label, List<String> endings, Set<Role> roles) {}

    /** Returns what the format is called, and what its files are for. */
    Identity identity();

    /** Returns the name by which programs know the format. */
    default String id() {
        return identity().id();
    }

    /** Returns the name in a list of formats. */
    default String name() {
        return identity().name();
    }

    /** Returns what a file of this format is, with its article. */
    default String label() {
        return identity().label();
    }

    /** Returns the endings of the names that such files usually have, the likeliest first. */
    default List<String> endings() {
        return identity().endings();
    }

    /** Returns the roles that a file of this format can play at all. */
    default Set<Role> roles() {
        return identity().roles();
    }

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
