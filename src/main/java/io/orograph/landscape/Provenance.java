package io.orograph.landscape;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a landscape comes from: everything needed to compute it again, as ordered name-value pairs (model and data
 * with SHA-256, loss, directions, seed, normalisation, grid, samples, versions). Written into every export.
 *
 * @param entries values are strings, numbers, booleans, or lists and maps of those: what JSON can say
 */
public record Provenance(Map<String, Object> entries) {

    public static final Provenance NONE = new Provenance(Map.of());

    public Provenance {
        entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The same with one entry more, or with another value for it. */
    public Provenance with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(entries);
        more.put(name, value);
        return new Provenance(more);
    }

    /** A value as text; empty if it is not there. */
    public String text(String name) {
        Object value = entries.get(name);
        return value == null ? "" : value.toString();
    }

    /** The line under a figure: model, data, directions, normalisation, seed, grid; only what is known. */
    public String caption() {
        StringBuilder caption = new StringBuilder();
        append(caption, "", "model");
        append(caption, "", "data");
        append(caption, "n = ", "samples");
        append(caption, "", "loss");
        append(caption, "", "directions");
        append(caption, "normalised by ", "normalization");
        append(caption, "batch normalisation by ", "batch_norm");
        append(caption, "seed ", "seed");
        append(caption, "α ", "alpha");
        append(caption, "β ", "beta");
        return caption.toString();
    }

    private void append(StringBuilder caption, String before, String name) {
        String value = text(name);
        if (!value.isEmpty()) {
            caption.append(caption.isEmpty() ? "" : " · ").append(before).append(value);
        }
    }
}
