package io.orograph.lesson;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a lesson file, with its place in words, such as {@code step 2, question, claim 1}: what is wrong with it is
 * said with the place.
 */
final class Entry {

    private static final int LONGEST_TEXT = 2000;
    private static final int MOST_ENTRIES = 50;

    private final Path file;
    private final JsonNode node;
    private final String place;

    private Entry(Path file, JsonNode node, String place) {
        this.file = file;
        this.node = node;
        this.place = place;
    }

    /** Returns the whole file, which must be an object. */
    static Entry root(Path file, JsonNode node) throws DamagedFileException {
        Entry root = new Entry(file, node, "");
        if (!node.isObject()) {
            throw root.wrong("is no lesson: it must be a JSON object, \"{ … }\"");
        }
        return root;
    }

    /** Returns what is wrong at this place. */
    DamagedFileException wrong(String what) {
        return wrong("", what);
    }

    /** Returns what is wrong with a field of it. */
    DamagedFileException wrong(String field, String what) {
        String where = inside(field);
        return new DamagedFileException(
                file, where.isEmpty() ? what : "cannot be given as a lesson: " + where + " " + what);
    }

    private String inside(String field) {
        if (field.isEmpty()) {
            return place;
        }
        return place.isEmpty() ? "\"" + field + "\"" : place + ", \"" + Excerpt.of(field) + "\"";
    }

    /** Makes sure that it has no other fields. */
    void allow(Set<String> known) throws DamagedFileException {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw wrong(name, "is not known there; known are " + String.join(", ", known));
            }
        }
    }

    boolean has(String field) {
        return node.has(field);
    }

    /** Returns the value of a field as it is; null where there is none. */
    JsonNode value(String field) {
        return node.get(field);
    }

    /** Returns a text that must be there. */
    String text(String field) throws DamagedFileException {
        if (!node.path(field).isTextual() || node.path(field).asText().isBlank()) {
            throw wrong(field, node.has(field) ? "must be a text" : "is missing");
        }
        return checked(field);
    }

    /** Returns a text; empty if there is none. */
    String textOrNone(String field) throws DamagedFileException {
        return node.has(field) ? text(field) : "";
    }

    private String checked(String field) throws DamagedFileException {
        String text = node.path(field).asText();
        if (text.length() > LONGEST_TEXT) {
            throw wrong(field, "is longer than " + LONGEST_TEXT + " characters");
        }
        return Excerpt.line(text);
    }

    /** Returns an object; empty if there is none. */
    Optional<Entry> object(String field) throws DamagedFileException {
        if (!node.has(field)) {
            return Optional.empty();
        }
        if (!node.get(field).isObject()) {
            throw wrong(field, "must be an object, \"{ … }\"");
        }
        return Optional.of(new Entry(file, node.get(field), within(field)));
    }

    private String within(String name) {
        return place.isEmpty() ? name : place + ", " + name;
    }

    /**
     * Returns the objects of a list; none if there is none.
     *
     * @param each what one is called in a place
     */
    List<Entry> objects(String field, String each) throws DamagedFileException {
        JsonNode list = node.path(field);
        if (!node.has(field)) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            throw wrong(field, "must be a list, \"[ … ]\", of at most " + MOST_ENTRIES);
        }
        List<Entry> all = new ArrayList<>();
        for (JsonNode one : list) {
            Entry entry = new Entry(file, one, within(each + " " + (all.size() + 1)));
            if (!one.isObject()) {
                throw entry.wrong("must be an object, \"{ … }\"");
            }
            all.add(entry);
        }
        return all;
    }

    /** Returns the names of its fields. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
