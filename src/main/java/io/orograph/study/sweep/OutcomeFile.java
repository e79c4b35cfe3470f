package io.orograph.study.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.orograph.file.AtomicFile;
import io.orograph.file.DamagedFileException;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.study.sweep.SweptOutcome.End;
import io.orograph.study.sweep.SweptOutcome.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The outcome of a run as a JSON file: its place along the axes, why and where it ended, what was measured.
 *
 * @param model the SHA-256 of the file with the architecture
 */
record OutcomeFile(Path file, String model) {

    /** An outcome is some twenty numbers. */
    private static final long LARGEST = 1 << 20;

    void write(SweptOutcome outcome) throws IOException {
        byte[] text = (ProvenanceJson.json(all(outcome)) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    private Map<String, Object> all(SweptOutcome outcome) {
        Map<String, Object> entries = outcome.entries();
        entries.put("model_sha256", model);
        return entries;
    }

    /**
     * Reads the outcome of a run.
     *
     * @throws DamagedFileException if the file is none, or that of another run
     */
    SweptOutcome read(SweepRun run) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw damaged(null);
        }
        try {
            Map<String, Object> entries =
                    ProvenanceJson.read(Files.readString(file)).entries();
            SweptOutcome outcome = new SweptOutcome(
                    run,
                    (long) number(entry(entries, "steps")),
                    End.valueOf(entry(entries, "end").toString().toUpperCase(Locale.ROOT)),
                    score(entries, "train"),
                    score(entries, "test"),
                    measures(entry(entries, "sharpness")));
            if (!asRead(all(outcome)).equals(asRead(entries))) {
                throw damaged(null);
            }
            return outcome;
        } catch (ClassCastException | IllegalArgumentException | JsonProcessingException e) {
            throw damaged(e);
        }
    }

    private static Object entry(Map<String, Object> entries, String name) {
        Object value = entries.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return value;
    }

    /** As a file has them: whole numbers are one type there. */
    private static Provenance asRead(Map<String, Object> entries) throws IOException {
        return ProvenanceJson.read(ProvenanceJson.json(entries));
    }

    private DamagedFileException damaged(Exception cause) {
        return new DamagedFileException(
                file, "is damaged, or of a run of another model; delete its folder to train it again", cause);
    }

    private static Score score(Map<String, Object> entries, String of) {
        return new Score(number(entries.get(of + "_loss")), number(entries.get(of + "_accuracy")));
    }

    private static Map<String, Double> measures(Object entries) {
        Map<String, Double> measures = new LinkedHashMap<>();
        ((Map<?, ?>) entries).forEach((name, value) -> measures.put(name.toString(), number(value)));
        return measures;
    }

    private static double number(Object value) {
        return value == null ? Double.NaN : Double.parseDouble(value.toString());
    }
}
