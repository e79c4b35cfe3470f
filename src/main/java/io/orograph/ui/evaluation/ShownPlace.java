package io.orograph.ui.evaluation;

import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The choice of the landscape that says more of two: that of the same place with more cells. */
final class ShownPlace {

    /** The entries that may differ between two evaluations of one place: how finely, and on how many samples. */
    private static final List<Key<?>> EFFORT =
            List.of(Key.RESOLUTION, Key.CELLS, Key.EVALUATED, Key.SAMPLES, Key.COMMAND);

    private ShownPlace() {}

    /**
     * Tells whether a landscape is to take the place of the one that is shown.
     *
     * @param shown null if there is none
     */
    static boolean showsMore(Landscape next, Landscape shown) {
        return shown == null
                || next.isComplete()
                || next.evaluatedCells() >= shown.evaluatedCells()
                || !what(next).equals(what(shown));
    }

    private static Map<String, Object> what(Landscape landscape) {
        Map<String, Object> entries = new LinkedHashMap<>(landscape.provenance().entries());
        EFFORT.forEach(key -> entries.remove(key.name()));
        return entries;
    }
}
