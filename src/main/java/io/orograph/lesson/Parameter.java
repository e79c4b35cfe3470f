package io.orograph.lesson;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a lesson may say besides the name of an action or of a quantity.
 *
 * @param name in the file
 * @param type of its value
 * @param description what it is, a clause without its stop
 * @param fallback the value where the file has none; null where there is none then
 * @param isRequired whether the file must have it
 * @param least of a number
 * @param most of a number
 * @param choices of a text; empty for any
 */
public record Parameter(
        String name,
        Type type,
        String description,
        Object fallback,
        boolean isRequired,
        double least,
        double most,
        List<String> choices) {

    /** Types of values. */
    public enum Type {
        TEXT("a text"),
        NUMBER("a number"),
        WHOLE("a whole number"),
        FLAG("true or false"),
        /** A quantity with its parameters, or a number. */
        TERM("a quantity"),
        /** The name of a training of this lesson, before. */
        RUN("the name of a training"),
        /** A name under which a number was noted in this lesson, before. */
        NOTE("a name under which a number was noted");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** Returns what a value is, in words. */
        public String words() {
            return words;
        }
    }

    public Parameter {
        choices = List.copyOf(choices);
    }

    static Parameter of(String name, Type type, String description) {
        return new Parameter(
                name, type, description, null, false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of());
    }

    static Parameter text(String name, String description) {
        return of(name, Type.TEXT, description);
    }

    static Parameter oneOf(String name, Stream<String> choices, String description) {
        return new Parameter(name, Type.TEXT, description, null, false, 0, 0, choices.toList());
    }

    static Parameter number(String name, double least, double most, String description) {
        return new Parameter(name, Type.NUMBER, description, null, false, least, most, List.of());
    }

    static Parameter whole(String name, int least, int most, String description) {
        return new Parameter(name, Type.WHOLE, description, null, false, least, most, List.of());
    }

    static Parameter flag(String name, boolean fallback, String description) {
        return of(name, Type.FLAG, description).or(fallback);
    }

    /** Returns the same with a value for files that have none. */
    Parameter or(Object usual) {
        return new Parameter(name, type, description, usual, false, least, most, choices);
    }

    /** Returns the same as one that must be there. */
    Parameter required() {
        return new Parameter(name, type, description, null, true, least, most, choices);
    }
}
