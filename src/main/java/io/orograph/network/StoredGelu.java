package io.orograph.network;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * x·½·(1 + erf(x/√2)) in the ways that PyTorch and TensorFlow store it: five nodes, x divided by √2 or multiplied by its
 * reciprocal, and the three factors in any order.
 */
final class StoredGelu {

    private final Parts parts;

    StoredGelu(Parts parts) {
        this.parts = parts;
    }

    /** Returns x, if a value is the function of it. */
    OptionalInt argument(int y) {
        for (List<Integer> outer : parts.bothWays(y, "Mul")) {
            for (List<Integer> inner : parts.bothWays(outer.get(0), "Mul")) {
                OptionalInt x = argument(y, new int[] {inner.get(0), inner.get(1), outer.get(1)});
                if (x.isPresent()) {
                    return x;
                }
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt argument(int y, int[] factors) {
        for (int half = 0; half < factors.length; half++) {
            for (int other = 1; other < factors.length && parts.isNumber(factors[half], 0.5); other++) {
                int x = factors[(half + other) % factors.length];
                int sum = factors[(half + factors.length - other) % factors.length];
                if (isOnePlusErf(sum, x) && Arrays.equals(parts.shape(x), parts.shape(y))) {
                    return OptionalInt.of(x);
                }
            }
        }
        return OptionalInt.empty();
    }

    private boolean isOnePlusErf(int sum, int x) {
        return parts.bothWays(sum, "Add").stream()
                .anyMatch(terms -> parts.isNumber(terms.get(1), 1)
                        && parts.inputs(terms.get(0), "Erf").stream()
                                .anyMatch(inputs -> isByRootOfTwo(inputs.get(0), x)));
    }

    private boolean isByRootOfTwo(int quotient, int x) {
        boolean divides = parts.inputs(quotient, "Div").stream()
                .anyMatch(inputs -> inputs.get(0) == x && parts.isNumber(inputs.get(1), Math.sqrt(2)));
        return divides
                || parts.bothWays(quotient, "Mul").stream()
                        .anyMatch(inputs -> inputs.get(0) == x && parts.isNumber(inputs.get(1), Math.sqrt(0.5)));
    }
}
