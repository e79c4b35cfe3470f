package io.orograph.arrays;

import io.orograph.file.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the few Python literals that the header of an NPY file is made of: dictionaries with text keys, tuples, lists,
 * texts without escapes, whole numbers, True, False and None.
 */
final class PythonLiteral {

    /** A header nests a dictionary and a tuple; a structured type two levels more. */
    private static final int DEEPEST = 8;

    private final String text;
    private int at;
    private int depth;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /**
     * @return a {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Long}, {@code Boolean} or
     *     null for None
     * @throws IllegalArgumentException if the text is not one literal; the message is a clause that says where
     */
    static Object parse(String text) {
        PythonLiteral literal = new PythonLiteral(text);
        Object value = literal.value();
        literal.skipSpace();
        if (literal.at < text.length()) {
            throw literal.unexpected();
        }
        return value;
    }

    private Object value() {
        skipSpace();
        if (++depth > DEEPEST) {
            throw unexpected();
        }
        Object value = switch (peek()) {
            case '{' -> dictionary();
            case '(' -> sequence(')');
            case '[' -> sequence(']');
            case '\'', '"' -> quoted();
            default -> word();
        };
        depth--;
        return value;
    }

    private Map<String, Object> dictionary() {
        Map<String, Object> entries = new LinkedHashMap<>();
        at++;
        while (!closes('}')) {
            if (!(value() instanceof String key) || entries.containsKey(key)) {
                throw unexpected();
            }
            skipSpace();
            expect(':');
            entries.put(key, value());
            separator('}');
        }
        return entries;
    }

    private List<Object> sequence(char end) {
        List<Object> items = new ArrayList<>();
        at++;
        while (!closes(end)) {
            items.add(value());
            separator(end);
        }
        return items;
    }

    private boolean closes(char end) {
        skipSpace();
        if (peek() == end) {
            at++;
            return true;
        }
        return false;
    }

    private void separator(char end) {
        skipSpace();
        if (peek() != end) {
            expect(',');
        }
    }

    private String quoted() {
        char quote = text.charAt(at++);
        int end = text.indexOf(quote, at);
        if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
            throw unexpected();
        }
        String content = text.substring(at, end);
        at = end + 1;
        return content;
    }

    private Object word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> null;
            default -> number(word, start);
        };
    }

    /** Python 2 wrote long integers with an L. */
    private Long number(String word, int start) {
        try {
            return Long.valueOf(word.endsWith("L") ? word.substring(0, word.length() - 1) : word);
        } catch (NumberFormatException e) {
            at = start;
            throw unexpected();
        }
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw unexpected();
        }
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        String found = at < text.length() ? "'" + Excerpt.of(text.substring(at)) + "'" : "the end";
        return new IllegalArgumentException("its header cannot be read at " + found);
    }
}
