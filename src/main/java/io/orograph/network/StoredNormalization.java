package io.orograph.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * scale·(x − mean)/√(variance + ε) + shift over the last axis as files store it: two means, a difference, its square, the
 * root, a quotient or a product with the reciprocal, the scale, and a shift or none.
 */
final class StoredNormalization {

    /** No value, for a shift that is left out. */
    static final int NONE = -1;

    /**
     * What it is made of.
     *
     * @param shift {@link #NONE} if there is none
     */
    record Found(int x, int scale, int shift, double epsilon) {

        private Found shifted(int by) {
            return new Found(x, scale, by, epsilon);
        }
    }

    /** Before the scale. */
    private record Plain(int x, double epsilon) {}

    private final Parts parts;

    StoredNormalization(Parts parts) {
        this.parts = parts;
    }

    /** Returns what a value is made of, if it is a normalisation. */
    Optional<Found> of(int y) {
        for (List<Integer> terms : parts.bothWays(y, "Add")) {
            Optional<Found> found = scaled(terms.get(0));
            if (found.isPresent()) {
                return found.filter(scaled -> isRowOf(terms.get(1), scaled.x())
                                && Arrays.equals(parts.shape(y), parts.shape(scaled.x())))
                        .map(scaled -> scaled.shifted(terms.get(1)));
            }
        }
        return scaled(y);
    }

    private Optional<Found> scaled(int y) {
        for (List<Integer> factors : parts.bothWays(y, "Mul")) {
            Optional<Found> found = plain(factors.get(0))
                    .filter(plain -> isRowOf(factors.get(1), plain.x()))
                    .map(plain -> new Found(plain.x(), factors.get(1), NONE, plain.epsilon()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Tells whether a value has one number for each place of the last axis of another. */
    private boolean isRowOf(int row, int x) {
        long[] shape = parts.shape(x);
        return Arrays.equals(parts.shape(row), new long[] {shape[shape.length - 1]});
    }

    private Optional<Plain> plain(int y) {
        Optional<Plain> quotient = parts.inputs(y, "Div").flatMap(inputs -> centredBy(inputs.get(0), inputs.get(1)));
        if (quotient.isPresent()) {
            return quotient;
        }
        return parts.bothWays(y, "Mul").stream()
                .flatMap(factors -> parts.inputs(factors.get(1), "Reciprocal").stream()
                        .flatMap(inputs -> centredBy(factors.get(0), inputs.get(0)).stream()))
                .findFirst();
    }

    private Optional<Plain> centredBy(int difference, int deviation) {
        return parts.inputs(deviation, "Sqrt")
                .flatMap(root -> parts.bothWays(root.get(0), "Add").stream()
                        .filter(terms -> isVarianceOf(terms.get(0), difference))
                        .flatMap(terms -> parts.number(terms.get(1)).stream())
                        .filter(epsilon -> epsilon > 0)
                        .findFirst()
                        .flatMap(epsilon -> centred(difference).map(x -> new Plain(x, epsilon))));
    }

    private boolean isVarianceOf(int variance, int difference) {
        return mean(variance).filter(square -> parts.root(square) == difference).isPresent();
    }

    /** Returns x, if a value is x with its mean taken off. */
    private Optional<Integer> centred(int difference) {
        return parts.inputs(difference, "Sub")
                .filter(inputs ->
                        mean(inputs.get(1)).filter(inputs.get(0)::equals).isPresent())
                .map(inputs -> inputs.get(0));
    }

    /**
     * Returns what a value is the mean of over the last axis, which stays with one number. That is seen by the shapes: over an
     * axis of one number a mean changes nothing.
     */
    private Optional<Integer> mean(int value) {
        return parts.inputs(value, "ReduceMean")
                .map(inputs -> inputs.get(0))
                .filter(of -> isReducedLast(parts.shape(of), parts.shape(value)));
    }

    private static boolean isReducedLast(long[] from, long[] to) {
        long[] expected = from.clone();
        if (expected.length == 0 || expected[expected.length - 1] == 1) {
            return false;
        }
        expected[expected.length - 1] = 1;
        return Arrays.equals(expected, to);
    }
}
