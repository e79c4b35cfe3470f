package io.orograph.data;

import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The targets of a table while it is read: all numbers or all class names, as the first one is. */
final class TargetColumn {

    private static final Set<String> MISSING = Set.of("", "?", "-", "na", "n/a", "nan", "null", "none");

    /** Beyond it a double no longer tells neighbouring whole numbers apart. */
    private static final double LARGEST_WHOLE = 0x1p53;

    private final boolean named;
    private final boolean withComma;
    private final DoubleList numbers = new DoubleList();
    private final List<String> classes = new ArrayList<>();

    /**
     * Makes an empty column.
     *
     * @param named whether numbers are names of classes too, since a person named those
     * @param withComma whether numbers are written with a decimal comma
     */
    TargetColumn(boolean named, boolean withComma) {
        this.named = named;
        this.withComma = withComma;
    }

    /** Returns whether a field stands for a value that is not known. */
    static boolean isMissing(String field) {
        return MISSING.contains(field.toLowerCase(Locale.ROOT));
    }

    /**
     * Adds a field.
     *
     * @return null if the field was taken, else what is needed, to follow "which"
     */
    String add(String field) {
        if (isMissing(field)) {
            return "needs a target";
        }
        double value = named ? Double.NaN : Decimal.parse(field, withComma);
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

    /** Returns the name of each sample's class; empty if the targets are numbers. */
    List<String> classes() {
        return List.copyOf(classes);
    }

    double[] numbers() {
        return numbers.toArray();
    }

    /** Returns numbers as a tensor, INT64 if all are whole, else DOUBLE. */
    static Tensor tensor(double[] values, long... shape) {
        boolean whole = Arrays.stream(values).allMatch(v -> v == Math.rint(v) && Math.abs(v) <= LARGEST_WHOLE);
        return whole
                ? Tensor.of(Arrays.stream(values).mapToLong(v -> (long) v).toArray(), shape)
                : Tensor.of(values, shape);
    }
}
