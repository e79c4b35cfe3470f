package io.orograph.session;

import io.orograph.file.DamagedFileException;
import io.orograph.network.WeightsSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The source of weights as a session holds it: what a provenance says of it, and the folder of its file. */
public final class StoredSource {

    private static final String PATH = "path";
    private static final String ARRAYS = "arrays";

    private StoredSource() {}

    /** Returns the entries of a source. */
    public static Map<String, Object> entries(WeightsSource source) {
        Map<String, Object> entries = new LinkedHashMap<>(source.entries());
        if (source instanceof WeightsSource.InFile known) {
            entries.put(PATH, DataPair.path(known.file()));
        }
        if (source instanceof WeightsSource.Checkpoint checkpoint) {
            entries.put(ARRAYS, new TreeMap<>(checkpoint.arrays()));
        }
        return entries;
    }

    /**
     * Returns the source that entries are of.
     *
     * @param session the file, to be named where they are of none
     */
    public static WeightsSource read(Map<String, Object> entries, Path session) throws DamagedFileException {
        try {
            return switch (text(entries, "kind")) {
                case "model" -> new WeightsSource.ModelFile(Path.of(text(entries, PATH)), text(entries, "sha256"));
                case "checkpoint" ->
                    new WeightsSource.Checkpoint(
                            Path.of(text(entries, PATH)), text(entries, "sha256"), arrays(entries.get(ARRAYS)));
                case "training" ->
                    new WeightsSource.Training(text(entries, "optimizer"), (long) number(entries, "step"));
                case "point of a plane" ->
                    new WeightsSource.PlanePoint(
                            text(entries, "section"), number(entries, "alpha"), number(entries, "beta"));
                case "point of a curve" -> new WeightsSource.CurvePoint(text(entries, "curve"), number(entries, "t"));
                default -> throw new IllegalArgumentException("no source");
            };
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(
                    session, "is damaged: it does not say where its weights come from; save it again", e);
        }
    }

    private static Map<String, String> arrays(Object value) {
        Map<String, String> arrays = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, array) -> arrays.put(String.valueOf(name), String.valueOf(array)));
        }
        return arrays;
    }

    private static String text(Map<String, Object> entries, String name) {
        if (entries.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text " + name);
    }

    private static double number(Map<String, Object> entries, String name) {
        if (entries.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("no number " + name);
    }
}
