package io.orograph.provenance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The provenance of a result: everything needed to compute it again, as ordered entries (model, weights and data with
 * SHA-256, loss, directions, seed, grid, samples, versions, the command). Written into every export.
 *
 * @param entries what JSON can say: strings, numbers, booleans, or lists and maps of those. Each {@link Key} names one;
 *     a file of another version may have others, which are kept
 */
public record Provenance(Map<String, Object> entries) {

    private static final MathContext CAPTION_DIGITS = new MathContext(4);
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d+\\.\\d{3,}");

    public static final Provenance NONE = new Provenance(Map.of());

    public Provenance {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Returns the same with one entry more, or with another value for it. */
    public <T> Provenance with(Key<T> key, T value) {
        Map<String, Object> more = new LinkedHashMap<>(entries);
        more.put(key.name(), value);
        return new Provenance(more);
    }

    /** Returns the same with an entry more where there is a value for it. */
    public <T> Provenance with(Key<T> key, Optional<T> value) {
        return value.map(there -> with(key, there)).orElse(this);
    }

    /** Returns these entries, then those of another, whose values win. */
    public Provenance and(Provenance other) {
        Map<String, Object> more = new LinkedHashMap<>(entries);
        more.putAll(other.entries);
        return new Provenance(more);
    }

    /** Returns a value; empty if it is not there, or of another type. */
    public <T> Optional<T> get(Key<T> key) {
        return key.read(entries.get(key.name()));
    }

    /** Returns a value as text; empty if it is not there. */
    public String text(Key<?> key) {
        Object value = entries.get(key.name());
        return value == null ? "" : value.toString();
    }

    /** Returns the line under a figure: model, data, directions, normalisation, seed, grid; only what is known. */
    public String caption() {
        StringBuilder caption = new StringBuilder();
        append(caption, "", text(Key.MODEL));
        append(caption, "", text(Key.DATA));
        append(caption, "n = ", text(Key.SAMPLES));
        append(caption, "", text(Key.LOSS));
        append(caption, "", text(Key.DIRECTIONS));
        append(caption, "normalised by ", text(Key.NORMALIZATION));
        append(caption, "batch normalisation by ", text(Key.BATCH_NORM));
        append(caption, "seed ", text(Key.SEED));
        append(caption, "α ", rounded(text(Key.ALPHA)));
        append(caption, "β ", rounded(text(Key.BETA)));
        return caption.toString();
    }

    private static void append(StringBuilder caption, String before, String value) {
        if (!value.isEmpty()) {
            caption.append(caption.isEmpty() ? "" : " · ").append(before).append(value);
        }
    }

    /** Returns a range rounded for the eye; whoever computes takes the entry itself. */
    private static String rounded(String range) {
        return LONG_NUMBER
                .matcher(range)
                .replaceAll(found -> new BigDecimal(found.group())
                        .round(CAPTION_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString());
    }
}
