package io.orograph.choice;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something that a person chooses by name, from a list in which no two have the same label. */
public interface Named {

    /** Returns the name on the command line and in exports: lower case, without spaces, never translated or changed. */
    String label();

    /** Returns the name in a list of choices; the label if nothing else is said. */
    default String title() {
        return label();
    }

    /** Returns what it is, a sentence or a clause without its stop; empty if the title says it all. */
    default String description() {
        return "";
    }

    /** Returns the choice of a label among those of a list. */
    static <T extends Named> Optional<T> find(Collection<T> choices, String label) {
        return choices.stream().filter(choice -> choice.label().equals(label)).findFirst();
    }

    /** Returns the choice of a label among the constants of an enum. */
    static <E extends Enum<E> & Named> Optional<E> find(Class<E> choices, String label) {
        return find(EnumSet.allOf(choices), label);
    }

    /** Returns all labels in their order, for a message: {@code sgd, momentum, adam}. */
    static String labels(Collection<? extends Named> choices) {
        return choices.stream().map(Named::label).collect(Collectors.joining(", "));
    }

    /** Returns all labels of an enum in its order, for a message. */
    static <E extends Enum<E> & Named> String labels(Class<E> choices) {
        return labels(EnumSet.allOf(choices));
    }
}
