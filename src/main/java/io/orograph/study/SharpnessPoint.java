package io.orograph.study;

import java.util.Optional;

/**
 * How sharp the loss was at a step of a training, beside the line up to which its steps settle.
 *
 * @param step taken so far
 * @param largestEigenvalue λmax of ∇²L on the training samples
 * @param sharpness the largest eigenvalue that the line is about: of P⁻¹(∇²L + λI); that of ∇²L where there is no line
 * @param line up to which full-batch steps settle: {@link io.orograph.training.StabilityLine}; NaN where none is known
 * @param reason a clause that says why none is known; empty where one is
 * @param gradientNorm ‖∇L‖ on the training samples
 */
public record SharpnessPoint(
        long step, double largestEigenvalue, double sharpness, double line, String reason, double gradientNorm) {

    /** Returns the sharpness as a multiple of its line, above 1 where steps move away; empty without a line. */
    public Optional<Double> relative() {
        return Double.isNaN(line) ? Optional.empty() : Optional.of(sharpness / line);
    }
}
