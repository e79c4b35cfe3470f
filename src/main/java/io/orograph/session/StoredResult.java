package io.orograph.session;

import io.orograph.export.Exportable;
import io.orograph.export.ResultNpz;
import io.orograph.network.Tensor;
import io.orograph.study.LandscapeStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A result in a session.
 *
 * @param kind what it is of: {@code landscape}, {@code spectrum}
 * @param title what a person calls it
 * @param shown whether the window showed it when the session was saved
 * @param cells by what the cells of a landscape are known again; empty where that is not known
 * @param result as it was computed, or as it was read
 */
public record StoredResult(String kind, String title, boolean shown, String cells, Exportable result) {

    /** The kind of a landscape. */
    public static final String LANDSCAPE = "landscape";

    /** Returns a landscape. */
    public static StoredResult of(LandscapeStudy.Result landscape, boolean shown, String cells) {
        return new StoredResult(LANDSCAPE, landscape.landscape().section().title(), shown, cells, landscape);
    }

    /** Returns another result. */
    public static StoredResult of(String kind, String title, Exportable result) {
        return new StoredResult(kind, title, false, "", result);
    }

    /** Reads something from a file of arrays. */
    @FunctionalInterface
    public interface Reader<R> {
        R read(Path file) throws IOException;
    }

    /** Returns the only number of an array; empty where it holds none, or more. */
    public OptionalDouble number(String name) {
        Tensor array = result.values().arrays().get(name);
        return array == null || array.size() != 1 ? OptionalDouble.empty() : OptionalDouble.of(array.doubles()[0]);
    }

    /**
     * Reads it as a file of its own, by whoever reads such files.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged
     */
    public <R> R read(Reader<R> reader) throws IOException {
        Path folder = Files.createTempDirectory("session");
        Path file = folder.resolve(kind + ".npz");
        try {
            ResultNpz.write(file, result);
            return reader.read(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /** Returns the landscape; empty for another result. */
    public Optional<LandscapeStudy.Result> landscape() {
        return result instanceof LandscapeStudy.Result landscape ? Optional.of(landscape) : Optional.empty();
    }
}
