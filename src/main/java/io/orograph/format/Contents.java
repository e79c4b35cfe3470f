package io.orograph.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in a file, for a person or a program: facts, tables and remarks in their order. Values are texts, numbers,
 * booleans, null, and lists and maps of those.
 *
 * @param remarks sentences about the file that a person should know
 */
public record Contents(List<Fact> facts, List<Table> tables, List<Notes> notes, List<String> remarks) {

    /**
     * A single finding.
     *
     * @param key its name in JSON
     * @param label its name in a text
     */
    public record Fact(String key, String label, Object value) {}

    /**
     * Findings of one kind.
     *
     * @param key its name in JSON
     * @param rows each with the same keys in the same order
     */
    public record Table(String key, List<Map<String, Object>> rows) {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /**
     * What a file says of itself.
     *
     * @param key what it is called in JSON: {@code provenance}
     * @param entries by name, in their order
     */
    public record Notes(String key, Map<String, Object> entries) {
        public Notes {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    public Contents {
        facts = List.copyOf(facts);
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
        remarks = List.copyOf(remarks);
    }

    /** Collects what is in a file. */
    public static final class Builder {

        private final List<Fact> facts = new ArrayList<>();
        private final List<Table> tables = new ArrayList<>();
        private final List<Notes> notes = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();

        /** Adds a fact. */
        public Builder fact(String key, String label, Object value) {
            facts.add(new Fact(key, label, value));
            return this;
        }

        /** Adds a table. */
        public Builder table(String key, List<Map<String, Object>> rows) {
            tables.add(new Table(key, rows));
            return this;
        }

        /** Adds what the file says of itself, if it says anything. */
        public Builder notes(String key, Map<String, Object> entries) {
            if (!entries.isEmpty()) {
                notes.add(new Notes(key, entries));
            }
            return this;
        }

        /** Adds a sentence. */
        public Builder remark(String sentence) {
            remarks.add(sentence);
            return this;
        }

        /** Returns all that was added. */
        public Contents build() {
            return new Contents(facts, tables, notes, remarks);
        }
    }
}
