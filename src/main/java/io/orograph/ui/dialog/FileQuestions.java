package io.orograph.ui.dialog;

import io.orograph.export.OutputFormat;
import io.orograph.export.OutputFormats;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.study.Outputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the person for files. */
public interface FileQuestions {

    /**
     * A kind of file to choose from.
     *
     * @param name what the person reads
     * @param patterns of the files' names, such as {@code *.onnx}
     */
    record Kind(String name, List<String> patterns) {

        /** The kind that every file is of. */
        public static final Kind ALL = new Kind("All files", List.of("*"));

        public Kind {
            patterns = List.copyOf(patterns);
        }

        public Kind(String name, String... patterns) {
            this(name, List.of(patterns));
        }

        /** Returns the files of all formats that can play one of the roles. */
        public static Kind of(String name, Formats formats, Role... roles) {
            return new Kind(
                    name,
                    formats.endings(roles).stream().map(ending -> "*" + ending).toList());
        }

        /** Returns the kinds of file that something can be written as, the usual one first. */
        public static Kind[] of(OutputFormats<?> formats) {
            return formats.all().stream().map(Kind::of).toArray(Kind[]::new);
        }

        /** Returns the files of a format that something can be written in. */
        public static Kind of(OutputFormat<?> format) {
            return new Kind(
                    format.title(),
                    format.endings().stream().map(ending -> "*" + ending).toList());
        }
    }

    /** Asks for a file to open; empty if the person thinks better of it. */
    Optional<Path> toOpen(String title, Kind... kinds);

    /** Asks for files to open together; none if the person thinks better of it. */
    List<Path> toOpenTogether(String title, Kind... kinds);

    /**
     * Asks where to write a file; empty if the person thinks better of it.
     *
     * @param name proposed, without an ending: that of the chosen kind is added where the person gives none
     */
    Optional<Path> toSave(String title, String name, Kind... kinds);

    /** Asks where to write a network's weights, as a model or alone; empty if the person thinks better of it. */
    default Optional<Path> toSaveWeights(String title, String name) {
        return toSave(title, name, Kind.of(Outputs.WEIGHTS));
    }
}
