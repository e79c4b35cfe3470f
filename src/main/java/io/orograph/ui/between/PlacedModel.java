package io.orograph.ui.between;

import io.orograph.objective.Evaluation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model in a plane.
 *
 * @param model its name and weights
 * @param alpha where it lies
 * @param beta see alpha
 * @param evaluation of its weights on the data that are open
 */
record PlacedModel(NamedWeights model, double alpha, double beta, Evaluation evaluation) {

    /** For the provenance, so that every export says what the plane was laid through and where it lies. */
    Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("name", model.name());
        if (!model.sha256().isEmpty()) {
            entries.put("sha256", model.sha256());
        }
        entries.put("alpha", alpha);
        entries.put("beta", beta);
        return entries;
    }
}
