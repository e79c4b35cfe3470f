package io.orograph.plane;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A plane along computed directions, and how they came about: the entries of a landscape's provenance.
 *
 * @param description texts, numbers and lists of them, beginning with "directions"
 */
public record DescribedPlane(Plane plane, Map<String, Object> description) {

    public DescribedPlane {
        description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
    }
}
