package io.orograph.session;

import java.util.Map;
import java.util.Optional;

/** Settings of one part of the program as a session holds them: a record of plain values by the names of its components. */
public final class SettingsWords {

    private SettingsWords() {}

    /** Returns the values of a record by name. */
    public static Map<String, Object> of(Record settings) {
        return SessionNote.entries(settings);
    }

    /**
     * Returns the record that such values are of.
     *
     * @param values null for none
     * @return empty where there are none, or they are none of this kind
     */
    public static <T extends Record> Optional<T> read(Map<String, Object> values, Class<T> type) {
        try {
            return Optional.ofNullable(values).map(known -> SessionNote.convert(known, type));
        } catch (IllegalArgumentException e) {
            // Of another version, or changed by hand: the usual ones are taken.
            return Optional.empty();
        }
    }
}
