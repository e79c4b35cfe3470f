package io.orograph.network;

import io.orograph.file.FileName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The source of {@link Weights}. */
public sealed interface WeightsSource {

    /** Returns what a provenance says: {@code kind}, and what there is to find them again by. */
    Map<String, Object> entries();

    /** A source that is a file, with its digest. */
    sealed interface InFile extends WeightsSource {

        Path file();

        String sha256();
    }

    /**
     * The model file that is open.
     *
     * @param file where it is
     * @param sha256 its digest
     */
    record ModelFile(Path file, String sha256) implements InFile {
        @Override
        public Map<String, Object> entries() {
            return ofFile("model", file, sha256);
        }
    }

    /**
     * Another file: a checkpoint, or a model of the same architecture.
     *
     * @param file where it is
     * @param sha256 its digest
     * @param arrays which of its arrays is which parameter, by the parameter's name, where a person chose it
     */
    record Checkpoint(Path file, String sha256, Map<String, String> arrays) implements InFile {

        public Checkpoint {
            arrays = Map.copyOf(arrays);
        }

        @Override
        public Map<String, Object> entries() {
            return ofFile("checkpoint", file, sha256);
        }
    }

    /**
     * A training in this program.
     *
     * @param optimizer as a title
     * @param step how many steps were taken
     */
    record Training(String optimizer, long step) implements WeightsSource {
        @Override
        public Map<String, Object> entries() {
            return of("training", Map.of("optimizer", optimizer, "step", step));
        }
    }

    /**
     * A point of a plane: θ₀ + α·d₁ + β·d₂.
     *
     * @param section what the plane is called
     */
    record PlanePoint(String section, double alpha, double beta) implements WeightsSource {
        @Override
        public Map<String, Object> entries() {
            return of("point of a plane", Map.of("section", section, "alpha", alpha, "beta", beta));
        }
    }

    /**
     * A point of a curve between two models.
     *
     * @param curve what it is called
     * @param t from 0 to 1
     */
    record CurvePoint(String curve, double t) implements WeightsSource {
        @Override
        public Map<String, Object> entries() {
            return of("point of a curve", Map.of("curve", curve, "t", t));
        }
    }

    private static Map<String, Object> ofFile(String kind, Path file, String sha256) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("kind", kind);
        entries.put("file", FileName.of(file));
        entries.put("sha256", sha256);
        return entries;
    }

    private static Map<String, Object> of(String kind, Map<String, Object> more) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("kind", kind);
        entries.putAll(new TreeMap<>(more));
        return entries;
    }
}
