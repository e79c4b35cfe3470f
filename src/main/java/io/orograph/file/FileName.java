package io.orograph.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The name of a file in a message or a caption. */
public final class FileName {

    private FileName() {}

    /** Returns the last part of a path, on one line; the whole path where it has no last part, as a root has none. */
    public static String of(Path file) {
        Path name = file.getFileName();
        return Excerpt.line((name == null ? file : name).toString());
    }

    /** Tells whether a file's name ends in one of these, such as {@code .npz}, in upper or lower case. */
    public static boolean endsIn(Path file, List<String> endings) {
        String name = of(file).toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(name::endsWith);
    }
}
