package io.orograph.task;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table of {@link Kept}: rows of numbers by their number, close together where they are short and of one width. For one
 * thread at a time.
 */
final class KeptTable {

    /** Longer rows stay the arrays that they are. */
    private static final int SHORT = 8;

    private final BitSet present = new BitSet();
    private final NavigableMap<Integer, double[]> others = new TreeMap<>();
    private int width = -1;
    private double[] values = new double[0];

    /** Adds or replaces a row. */
    void put(int row, double[] numbers) {
        if (width < 0 && numbers.length <= SHORT) {
            width = numbers.length;
        }
        if (numbers.length != width) {
            others.put(row, numbers);
            return;
        }
        int end = Math.multiplyExact(row + 1, width);
        if (end > values.length) {
            values = Arrays.copyOf(values, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * values.length)));
        }
        System.arraycopy(numbers, 0, values, row * width, width);
        present.set(row);
    }

    /** Returns a row if it is there. */
    Optional<double[]> find(int row) {
        return present.get(row)
                ? Optional.of(Arrays.copyOfRange(values, row * width, (row + 1) * width))
                : Optional.ofNullable(others.get(row));
    }

    /** Returns the first numbers of every row that has so many. */
    Map<Integer, double[]> firsts(int count) {
        Map<Integer, double[]> firsts = new TreeMap<>();
        if (width >= count) {
            present.stream()
                    .forEach(row -> firsts.put(row, Arrays.copyOfRange(values, row * width, row * width + count)));
        }
        others.forEach((row, numbers) -> {
            if (numbers.length >= count) {
                firsts.put(row, Arrays.copyOf(numbers, count));
            }
        });
        return firsts;
    }

    /** Returns how many bytes the rows take that are not short. */
    long longBytes() {
        return others.values().stream()
                .mapToLong(numbers -> (long) Double.BYTES * numbers.length)
                .sum();
    }

    /** Returns what there is now. */
    Kept.Rows copy() {
        int[] numbers = present.stream().toArray();
        double[] together = new double[Math.multiplyExact(numbers.length, Math.max(width, 0))];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(values, numbers[i] * width, together, i * width, width);
        }
        return new Kept.Rows(numbers, together, Map.copyOf(others));
    }
}
