package io.orograph.study;

import java.util.LinkedHashMap;
import java.util.Map;
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
 * @param noiseScale the noise of minibatch gradients in samples: {@link io.orograph.curvature.NoiseScale}; NaN where it was
 *     not taken
 */
public record SharpnessPoint(
        long step,
        double largestEigenvalue,
        double sharpness,
        double line,
        String reason,
        double gradientNorm,
        double noiseScale) {

    /** Makes a point without the noise of the gradient. */
    public SharpnessPoint(
            long step, double largestEigenvalue, double sharpness, double line, String reason, double gradientNorm) {
        this(step, largestEigenvalue, sharpness, line, reason, gradientNorm, Double.NaN);
    }

    /** Returns the same with the noise of the gradient. */
    SharpnessPoint withNoise(double scale) {
        return new SharpnessPoint(step, largestEigenvalue, sharpness, line, reason, gradientNorm, scale);
    }

    /** Returns the sharpness as a multiple of its line, above 1 where steps move away; empty without a line. */
    public Optional<Double> relative() {
        return Double.isNaN(line) ? Optional.empty() : Optional.of(sharpness / line);
    }

    /** Returns the same of a training that goes on with one of so many steps. */
    public SharpnessPoint later(long steps) {
        return new SharpnessPoint(step + steps, largestEigenvalue, sharpness, line, reason, gradientNorm, noiseScale);
    }

    /** Returns all of it for a JSON line; what is not known is missing. */
    public Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("step", step);
        entries.put("lambda_max", largestEigenvalue);
        entries.put("sharpness", sharpness);
        if (Double.isNaN(line)) {
            entries.put("line_reason", reason);
        } else {
            entries.put("line", line);
        }
        entries.put("gradient_norm", gradientNorm);
        if (!Double.isNaN(noiseScale)) {
            entries.put("noise_scale", noiseScale);
        }
        return entries;
    }

    /** Returns the numbers for a line of a table, by the name of their column; empty for what is not known. */
    public Map<String, String> row() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("step", Long.toString(step));
        row.put("lambda_max", text(largestEigenvalue));
        row.put("sharpness", text(sharpness));
        row.put("line", text(line));
        row.put("gradient_norm", text(gradientNorm));
        row.put("noise_scale", text(noiseScale));
        return row;
    }

    /** Returns the point that {@link #row} is of; what is not there is NaN, and a reason is not in a table. */
    public static SharpnessPoint of(Map<String, Double> row) {
        return new SharpnessPoint(
                row.getOrDefault("step", 0.0).longValue(),
                row.getOrDefault("lambda_max", Double.NaN),
                row.getOrDefault("sharpness", Double.NaN),
                row.getOrDefault("line", Double.NaN),
                Double.isNaN(row.getOrDefault("line", Double.NaN)) ? "the table has none" : "",
                row.getOrDefault("gradient_norm", Double.NaN),
                row.getOrDefault("noise_scale", Double.NaN));
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
