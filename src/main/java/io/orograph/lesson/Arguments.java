package io.orograph.lesson;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values that go with an action or a quantity, by the names of their parameters: checked, and with the usual ones where
 * the file has none.
 */
public final class Arguments {

    private final Map<String, Object> values;

    /** The names that the file has. */
    private final Map<String, Object> written;

    Arguments(Map<String, Object> written, Map<String, Object> usual) {
        Map<String, Object> all = new LinkedHashMap<>(usual);
        all.putAll(written);
        this.values = Collections.unmodifiableMap(all);
        this.written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
    }

    /** Tells whether there is a value, of the file or a usual one. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns a text; empty if there is none. */
    public String text(String name) {
        return (String) values.getOrDefault(name, "");
    }

    /** Returns a number; NaN if there is none. */
    public double number(String name) {
        return ((Number) values.getOrDefault(name, Double.NaN)).doubleValue();
    }

    /** Returns a whole number; 0 if there is none. */
    public int whole(String name) {
        return ((Number) values.getOrDefault(name, 0)).intValue();
    }

    /** Tells whether a flag is there and set. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Returns a quantity or number; empty if there is none. */
    public Optional<Term> term(String name) {
        return Optional.ofNullable((Term) values.get(name));
    }

    /** Returns what the file has, in words: {@code batch 8, seed 1}; empty for nothing. */
    public String words() {
        return written.entrySet().stream()
                .map(entry -> entry.getKey().replace('-', ' ') + " " + words(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String words(Object value) {
        if (value instanceof Double number) {
            return Numbers.words(number);
        }
        return value instanceof Boolean flag ? (flag ? "on" : "off") : value.toString();
    }
}
