package io.orograph.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The name of a file in a message or a caption. */
public final class FileName {

    private static final int LONGEST = 80;

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

    /**
     * Returns a name for a file of something with a title, without an ending: its letters and digits, all else as
     * hyphens: {@code Loss-landscape-of-model-onnx}.
     */
    public static String proposed(String title) {
        String name = title.replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "figure" : name.substring(0, Math.min(LONGEST, name.length()));
    }
}
