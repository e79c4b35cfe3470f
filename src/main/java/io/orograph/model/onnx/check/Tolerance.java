package io.orograph.model.onnx.check;

import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tolerance within which two numbers count as equal: |computed − stored| ≤ atol + rtol·|stored|, as NumPy's {@code
 * allclose} has it. NaN equals NaN, and an infinity only itself.
 *
 * @param relative rtol
 * @param absolute atol
 */
public record Tolerance(double relative, double absolute) {

    /** The tolerance of the ONNX backend tests, with NumPy's usual absolute part for numbers near 0. */
    public static final Tolerance STANDARD = new Tolerance(1e-3, 1e-5);

    /**
     * What was found between two arrays.
     *
     * @param largestError the largest |computed − stored|; 0 for empty arrays, NaN where shapes differ
     * @param difference the first place where they differ, as a clause; empty if they are equal
     */
    record Comparison(double largestError, Optional<String> difference) {}

    /**
     * Compares an array with a stored one.
     *
     * @param name the name of the output
     */
    Comparison compare(String name, Tensor computed, Tensor stored) {
        if (!Arrays.equals(computed.shape(), stored.shape())) {
            return new Comparison(
                    Double.NaN,
                    Optional.of("the output " + name + " has the shape " + Shape.text(computed.shape())
                            + ", and the stored one has " + Shape.text(stored.shape())));
        }
        double largest = 0;
        int different = 0;
        int first = -1;
        for (int i = 0; i < stored.size(); i++) {
            double a = computed.get(i);
            double b = stored.get(i);
            if (Double.isFinite(a) && Double.isFinite(b)) {
                largest = Math.max(largest, Math.abs(a - b));
            }
            if (!equal(a, b)) {
                first = different == 0 ? i : first;
                different++;
            }
        }
        if (different == 0) {
            return new Comparison(largest, Optional.empty());
        }
        String clause = "in the output " + name + ", " + different + " of " + stored.size()
                + (different == 1 ? " numbers differs" : " numbers differ") + ": number " + first + " is "
                + number(computed.get(first)) + ", and " + number(stored.get(first)) + " is stored";
        return new Comparison(largest, Optional.of(clause));
    }

    private boolean equal(double computed, double stored) {
        boolean same = Double.compare(computed, stored) == 0;
        return same || Math.abs(computed - stored) <= absolute + relative * Math.abs(stored) && Double.isFinite(stored);
    }

    private static String number(double value) {
        return Float.toString((float) value);
    }
}
