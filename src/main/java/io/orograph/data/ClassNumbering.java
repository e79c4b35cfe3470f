package io.orograph.data;

import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The numbers of classes that a file has by their names: in the order that a person gives, else in that of the alphabet
 * (in Unicode order), from 0.
 */
final class ClassNumbering {

    private static final int MOST_NAMED = 12;

    private final List<String> names;
    private final boolean given;

    private ClassNumbering(List<String> names, boolean given) {
        this.names = List.copyOf(names);
        this.given = given;
    }

    /**
     * Numbers the classes of a file.
     *
     * @param found the name of each sample's class
     * @param given the names in the order of their numbers; empty for that of the alphabet
     * @throws UnsupportedFileException if a class is not among the given names
     */
    static ClassNumbering of(Path file, Collection<String> found, List<String> given) throws IOException {
        Set<String> distinct = new TreeSet<>(found);
        if (given.isEmpty()) {
            return new ClassNumbering(new ArrayList<>(distinct), false);
        }
        distinct.removeAll(new LinkedHashSet<>(given));
        if (!distinct.isEmpty()) {
            throw new UnsupportedFileException(
                    file,
                    "holds the class " + Excerpt.of(distinct.iterator().next()) + ", which is not among "
                            + given.stream().map(Excerpt::of).collect(Collectors.joining(", "))
                            + "; name all classes (Classes, --classes), in the order of the network's outputs");
        }
        return new ClassNumbering(given, true);
    }

    /** Returns the names in the order of their numbers. */
    List<String> names() {
        return names;
    }

    /** Returns the numbers of classes, INT64 [n]. */
    Tensor numbers(List<String> classes) {
        Map<String, Long> numbers = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), (long) i);
        }
        return Tensor.of(classes.stream().mapToLong(numbers::get).toArray(), classes.size());
    }

    /** Returns a sentence with the numbers. */
    String notice() {
        String list = IntStream.range(0, Math.min(MOST_NAMED, names.size()))
                .mapToObj(i -> i + " = " + Excerpt.of(names.get(i)))
                .collect(Collectors.joining(", "));
        String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
        return given
                ? "The classes are numbered as --classes gives them: " + list + more + "."
                : "The classes are numbered in the order of the alphabet: " + list + more
                        + "; another order is chosen with Classes (--classes).";
    }
}
