package io.orograph.landscape;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a landscape comes from: everything needed to compute it again, as ordered name-value pairs (model and data
 * with SHA-256, loss, directions, seed, normalisation, grid, samples, versions). Written into every export.
 *
 * @param entries values are strings, numbers, booleans, or lists and maps of those: what JSON can say
 */
public record Provenance(Map<String, Object> entries) {

    private static final MathContext CAPTION_DIGITS = new MathContext(4);
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d+\\.\\d{3,}");

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
        append(caption, "", text("model"));
        append(caption, "", text("data"));
        append(caption, "n = ", text("samples"));
        append(caption, "", text("loss"));
        append(caption, "", text("directions"));
        append(caption, "normalised by ", text("normalization"));
        append(caption, "seed ", text("seed"));
        append(caption, "α ", rounded(text("alpha")));
        append(caption, "β ", rounded(text("beta")));
        return caption.toString();
    }

    private static void append(StringBuilder caption, String before, String value) {
        if (!value.isEmpty()) {
            caption.append(caption.isEmpty() ? "" : " · ").append(before).append(value);
        }
    }

    /** For the eye; whoever computes takes the entry itself. */
    private static String rounded(String range) {
        return LONG_NUMBER
                .matcher(range)
                .replaceAll(found -> new BigDecimal(found.group())
                        .round(CAPTION_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString());
    }
}
