package io.orograph.landscape;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Standard errors of L(a) − L(b) between some pairs of cells, with both losses taken on the same samples: what it needs
 * to tell whether one is lower than the other.
 *
 * @param errors of the pairs that are known
 */
public record PairErrors(Map<Pair, Double> errors) {

    /** The errors of no pair. */
    public static final PairErrors NONE = new PairErrors(Map.of());

    /**
     * Two cells, in either order.
     *
     * @param first the smaller of the two
     * @param second the larger
     */
    public record Pair(int first, int second) {

        /** Returns the pair of two cells. */
        public static Pair of(int a, int b) {
            return new Pair(Math.min(a, b), Math.max(a, b));
        }
    }

    public PairErrors {
        errors = Map.copyOf(errors);
    }

    /** Returns the error of a difference; NaN where it is not known, or not a number for want of samples. */
    public double of(int a, int b) {
        return errors.getOrDefault(Pair.of(a, b), Double.NaN);
    }

    /** Returns the pairs in order, each as its two cells. */
    public int[] cells() {
        return pairs().stream()
                .flatMapToInt(pair -> Arrays.stream(new int[] {pair.first, pair.second}))
                .toArray();
    }

    /** Returns the errors in the order of {@link #cells}. */
    public double[] values() {
        return pairs().stream().mapToDouble(errors::get).toArray();
    }

    private List<Pair> pairs() {
        return errors.keySet().stream()
                .sorted((a, b) ->
                        a.first == b.first ? Integer.compare(a.second, b.second) : Integer.compare(a.first, b.first))
                .toList();
    }

    /**
     * Returns the errors of listed pairs.
     *
     * @param cells two for each pair
     */
    public static PairErrors of(int[] cells, double[] values) {
        Map<Pair, Double> errors = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            errors.put(Pair.of(cells[2 * i], cells[2 * i + 1]), values[i]);
        }
        return new PairErrors(errors);
    }
}
