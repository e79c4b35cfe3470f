package io.orograph.data;

import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The targets of a table while it is read: all numbers or all class names, as the first one is. */
final class TargetColumn {

    private static final Set<String> MISSING = Set.of("", "?", "-", "na", "n/a", "nan", "null", "none");

    /** Beyond it a double no longer tells neighbouring whole numbers apart. */
    private static final double LARGEST_WHOLE = 0x1p53;

    private final DoubleList numbers = new DoubleList();
    private final List<String> classes = new ArrayList<>();

    /**
     * Adds a field.
     *
     * @return null if the field was taken, else what is needed, to follow "which"
     */
    String add(String field) {
        if (MISSING.contains(field.toLowerCase(Locale.ROOT))) {
            return "needs a target";
        }
        double value = Decimal.parse(field);
        boolean first = size() == 0;
        if (Double.isNaN(value) && (first || !classes.isEmpty())) {
            classes.add(field);
            return null;
        }
        if (!classes.isEmpty()) {
            return "needs a class name, as the lines before";
        }
        if (!Double.isFinite(value)) {
            return "needs a finite number, as the lines before";
        }
        numbers.add(value);
        return null;
    }

    int size() {
        return numbers.size() + classes.size();
    }

    /** Returns the targets as a tensor [n], INT64 for class indices or whole numbers, else DOUBLE. */
    Tensor toTensor() {
        if (!classes.isEmpty()) {
            return Tensor.of(classIndices(), classes.size());
        }
        double[] values = numbers.toArray();
        boolean whole = Arrays.stream(values).allMatch(v -> v == Math.rint(v) && Math.abs(v) <= LARGEST_WHOLE);
        return whole
                ? Tensor.of(Arrays.stream(values).mapToLong(v -> (long) v).toArray(), values.length)
                : Tensor.of(values, values.length);
    }

    /**
     * Returns the names of the classes in the order of their indices, which is that of the alphabet; empty if the
     * targets are numbers.
     */
    List<String> classNames() {
        return List.copyOf(new TreeSet<>(classes));
    }

    private long[] classIndices() {
        List<String> names = classNames();
        return classes.stream()
                .mapToLong(name -> Collections.binarySearch(names, name))
                .toArray();
    }
}
