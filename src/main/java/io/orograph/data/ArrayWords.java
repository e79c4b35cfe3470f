package io.orograph.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the names of arrays and of a network's inputs say. */
public final class ArrayWords {

    /** What arrays of inputs are called. */
    static final Set<String> INPUTS = Set.of(
            "x", "data", "input", "inputs", "image", "images", "feature", "features", "sample", "samples", "pixels");

    /** What arrays of targets are called. */
    static final Set<String> TARGETS =
            Set.of("y", "label", "labels", "target", "targets", "class", "classes", "output", "outputs", "finelabels");

    /** Parts of a data set in the order in which they are taken: the network was not trained on the first. */
    static final List<String> PARTS = List.of("", "test", "val", "valid", "validation", "train", "training");

    private ArrayWords() {}

    /** Returns the words of a name, in lower case, without the number of an output that TensorFlow adds. */
    private static List<String> words(String name) {
        String plain = name.replaceFirst(":\\d+$", "").replaceAll("([a-z])([A-Z])", "$1 $2");
        return Arrays.stream(plain.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Tells whether two names have the same letters and digits, whatever is between them. */
    static boolean areEqual(String one, String other) {
        return !words(one).isEmpty() && String.join("", words(one)).equals(String.join("", words(other)));
    }

    /** Tells whether the words of one name end in those of the other. */
    public static boolean endAlike(String one, String other) {
        List<String> a = words(one);
        List<String> b = words(other);
        int length = Math.min(a.size(), b.size());
        return length > 0 && a.subList(a.size() - length, a.size()).equals(b.subList(b.size() - length, b.size()));
    }

    /** Tells whether a name is that of targets, with or without the part of the data: {@code y}, {@code fine_labels_test}. */
    public static boolean isTarget(String name) {
        List<String> words =
                words(name).stream().filter(word -> !PARTS.contains(word)).toList();
        return !words.isEmpty()
                && TARGETS.contains(words.get(words.size() - 1))
                && words.stream().noneMatch(INPUTS::contains);
    }

    static boolean isInput(String name) {
        List<String> words = words(name);
        return words.stream().anyMatch(INPUTS::contains) && words.stream().noneMatch(TARGETS::contains);
    }
}
