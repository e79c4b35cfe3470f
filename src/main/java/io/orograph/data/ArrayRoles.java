package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which of several arrays are inputs and targets where they have no usual pair of names: by what their names say of
 * their part, by text among them, and by which of two has the shape of the network's input.
 */
final class ArrayRoles {

    private final List<NamedArrays.Array> arrays;
    private final DataSource source;

    private final boolean lastAxis;

    private ArrayRoles(List<NamedArrays.Array> arrays, boolean lastAxis, DataSource source) {
        this.lastAxis = lastAxis;
        this.arrays = arrays.stream().filter(array -> array.shape().length > 0).toList();
        this.source = source;
    }

    /**
     * A pair, and why it was taken.
     *
     * @param reason a clause that follows "for" or "since"
     */
    record Found(ArrayPair pair, String reason) {

        /** Returns a sentence that says it. */
        String notice() {
            return "The inputs are the array " + Excerpt.of(pair.inputs()) + ", the targets "
                    + Excerpt.of(pair.targets()) + ", " + reason + "; name others with --x and --y.";
        }
    }

    /**
     * Returns the pair to take.
     *
     * @return empty if that would be a guess
     */
    static Optional<Found> find(NamedArrays arrays, DataSource source) throws IOException {
        ArrayRoles roles = new ArrayRoles(arrays.arrays(), arrays.mayCountOnLastAxis(), source);
        return roles.byNames().or(roles::byShapes);
    }

    private Optional<Found> byNames() {
        Map<String, String> inputs = new LinkedHashMap<>();
        Map<String, String> targets = new LinkedHashMap<>();
        for (NamedArrays.Array array : arrays) {
            for (String part : ArrayWords.PARTS) {
                String rest = without(array.name(), part);
                if (rest != null && ArrayWords.INPUTS.contains(rest)) {
                    inputs.merge(part, array.name(), (one, other) -> "");
                } else if (rest != null && ArrayWords.TARGETS.contains(rest)) {
                    targets.merge(part, array.name(), (one, other) -> "");
                }
            }
        }
        for (String part : ArrayWords.PARTS) {
            String x = inputs.getOrDefault(part, "");
            String y = targets.getOrDefault(part, "");
            if (!x.isEmpty() && !y.isEmpty() && isPair(x, y) && !isSureOfOther(x, y)) {
                return Optional.of(new Found(new ArrayPair(x, y), "by their names"));
            }
        }
        return Optional.empty();
    }

    /** Returns what a name says besides the part of the data, in lower case: {@code images} of {@code test_images}. */
    private static String without(String name, String part) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.:/-]+", "");
        if (part.isEmpty()) {
            return plain;
        }
        if (plain.startsWith(part)) {
            return plain.substring(part.length());
        }
        return plain.endsWith(part) ? plain.substring(0, plain.length() - part.length()) : null;
    }

    private boolean isPair(String x, String y) {
        return SampleAxis.isPair(array(x), array(y)) || lastAxis && SampleAxis.isLast(array(x), array(y));
    }

    private NamedArrays.Array array(String name) {
        return arrays.stream()
                .filter(array -> array.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns whether the network's input has the shape of the one that is called targets, and not of the other. */
    private boolean isSureOfOther(String x, String y) {
        return !source.inputShape().isEmpty() && !fits(array(x)) && fits(array(y));
    }

    private Optional<Found> byShapes() {
        List<NamedArrays.Array> candidates = new ArrayList<>(arrays);
        if (candidates.size() != 2
                || candidates.get(0).shape()[0] != candidates.get(1).shape()[0]) {
            return Optional.empty();
        }
        NamedArrays.Array one = candidates.get(0);
        NamedArrays.Array other = candidates.get(1);
        if (ClassArray.isText(one) != ClassArray.isText(other)) {
            return Optional.of(found(ClassArray.isText(one) ? other : one, one, other, "which hold names of classes"));
        }
        if (source.inputShape().isEmpty() || fits(one) == fits(other)) {
            return Optional.empty();
        }
        String shape = source.axes().inputs().get(0).text();
        return Optional.of(found(
                fits(one) ? one : other,
                one,
                other,
                "since only the first fits the network's input, which is " + shape));
    }

    private static Found found(NamedArrays.Array inputs, NamedArrays.Array one, NamedArrays.Array other, String why) {
        return new Found(new ArrayPair(inputs.name(), (inputs == one ? other : one).name()), why);
    }

    /** Returns whether a sample of an array has as many numbers as the network takes, and could have its shape. */
    private boolean fits(NamedArrays.Array array) {
        long wanted = source.inputsASample();
        long[] shape = array.shape();
        if (ClassArray.isText(array)) {
            return false;
        }
        if (wanted < 0) {
            return shape.length == source.inputShape().size();
        }
        long size = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            size *= shape[axis];
        }
        return size == wanted;
    }
}
