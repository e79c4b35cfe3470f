package io.orograph.session;

import io.orograph.network.Weights;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Version;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of work: what was open, the choices, and what was computed.
 *
 * @param saved when and by which program
 * @param subject the model and the data; empty where only results of files were looked at
 * @param weights θ₀ where it is not that of the model file
 * @param settings of each part by name: {@code plane}, {@code display}, {@code camera}; what is not known is kept
 * @param notes a person's own text
 * @param results in the order in which they were computed
 */
public record Session(
        Saved saved,
        Optional<Subject> subject,
        Optional<Weights> weights,
        Map<String, Map<String, Object>> settings,
        String notes,
        List<StoredResult> results) {

    /** The settings of the plane and the grid. */
    public static final String PLANE = "plane";

    /** The settings of the grid over a plane that was laid through models or a path, which is a result. */
    public static final String GRID = "grid";

    /** How landscapes are shown. */
    public static final String DISPLAY = "display";

    /** From where the surface is looked at. */
    public static final String CAMERA = "camera";

    /**
     * When and by what a session was saved.
     *
     * @param program with its version
     * @param time as ISO 8601 has it, without a zone
     */
    public record Saved(String program, String time) {

        /** Returns this program and this second. */
        public static Saved now() {
            return new Saved(
                    "Orograph " + Version.current(),
                    LocalDateTime.now(ZoneId.systemDefault())
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
        }
    }

    public Session {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        results = List.copyOf(results);
    }

    /** Returns the results by the names that a file has them under: {@code landscape-1}, {@code landscape-2}, {@code run-1}. */
    public Map<String, StoredResult> named() {
        Map<String, StoredResult> named = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (StoredResult result : results) {
            named.put(result.kind() + "-" + counts.merge(result.kind(), 1, Integer::sum), result);
        }
        return named;
    }

    /** Returns the landscapes, in their order. */
    public List<StoredResult> landscapes() {
        return results.stream().filter(each -> each.landscape().isPresent()).toList();
    }

    /** Returns the landscape that was shown; where none was, the last one. */
    public Optional<LandscapeStudy.Result> shown() {
        return shownResult().flatMap(StoredResult::landscape);
    }

    /** Returns the same as a result. */
    public Optional<StoredResult> shownResult() {
        List<StoredResult> landscapes = landscapes();
        return landscapes.stream()
                .filter(StoredResult::shown)
                .findFirst()
                .or(() -> landscapes.stream().reduce((first, second) -> second));
    }
}
