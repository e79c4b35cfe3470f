package io.orograph.ui.curvature;

import io.orograph.curvature.CriticalPointVerdict;
import io.orograph.curvature.Eigenpair;
import io.orograph.curvature.EigenvalueErrors;
import io.orograph.curvature.Hutchinson;
import io.orograph.curvature.PopulationTest;
import io.orograph.curvature.SpectralDensity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of an analysis so far: an immutable snapshot. What is not there yet is null, NaN or empty.
 *
 * @param loss L(θ₀)
 * @param gradientNorm ‖∇L(θ₀)‖
 * @param gradientNoise its standard error over batches; NaN for a single sample too
 * @param largest the largest eigenvalues, in descending order
 * @param smallest the smallest ones, in ascending order
 * @param layers the largest eigenvalue of each parameter's block
 */
public record CurvatureReading(
        double loss,
        double gradientNorm,
        double gradientNoise,
        List<Ritz> largest,
        List<Ritz> smallest,
        CriticalPointVerdict verdict,
        PopulationTest population,
        EigenvalueErrors errors,
        Hutchinson.Result trace,
        SpectralDensity.Result density,
        Map<String, Eigenpair> layers) {

    static final CurvatureReading NOTHING = new CurvatureReading(
            Double.NaN, Double.NaN, Double.NaN, List.of(), List.of(), null, null, null, null, null, Map.of());

    /**
     * An eigenvalue as far as it has converged.
     *
     * @param residual an eigenvalue of the Hessian lies within this distance
     */
    public record Ritz(double value, double residual) {}

    public CurvatureReading {
        largest = List.copyOf(largest);
        smallest = List.copyOf(smallest);
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    CurvatureReading withGradient(double newLoss, double norm, double noise) {
        return new CurvatureReading(
                newLoss, norm, noise, largest, smallest, verdict, population, errors, trace, density, layers);
    }

    CurvatureReading withEigenvalues(List<Ritz> top, List<Ritz> bottom) {
        return new CurvatureReading(
                loss, gradientNorm, gradientNoise, top, bottom, verdict, population, errors, trace, density, layers);
    }

    CurvatureReading withVerdict(CriticalPointVerdict now) {
        return new CurvatureReading(
                loss, gradientNorm, gradientNoise, largest, smallest, now, population, errors, trace, density, layers);
    }

    CurvatureReading withPopulation(PopulationTest now) {
        return new CurvatureReading(
                loss, gradientNorm, gradientNoise, largest, smallest, verdict, now, errors, trace, density, layers);
    }

    CurvatureReading withErrors(EigenvalueErrors now) {
        return new CurvatureReading(
                loss, gradientNorm, gradientNoise, largest, smallest, verdict, population, now, trace, density, layers);
    }

    CurvatureReading withTrace(Hutchinson.Result now) {
        return new CurvatureReading(
                loss,
                gradientNorm,
                gradientNoise,
                largest,
                smallest,
                verdict,
                population,
                errors,
                now,
                density,
                layers);
    }

    CurvatureReading withDensity(SpectralDensity.Result now) {
        return new CurvatureReading(
                loss, gradientNorm, gradientNoise, largest, smallest, verdict, population, errors, trace, now, layers);
    }

    CurvatureReading withLayer(String parameter, Eigenpair top) {
        Map<String, Eigenpair> more = new LinkedHashMap<>(layers);
        more.put(parameter, top);
        return new CurvatureReading(
                loss,
                gradientNorm,
                gradientNoise,
                largest,
                smallest,
                verdict,
                population,
                errors,
                trace,
                density,
                more);
    }

    /** Returns this reading, filled up with what an earlier analysis found. */
    CurvatureReading over(CurvatureReading earlier) {
        boolean gradient = !Double.isNaN(gradientNorm);
        Map<String, Eigenpair> blocks = new LinkedHashMap<>(earlier.layers);
        blocks.putAll(layers);
        return new CurvatureReading(
                gradient ? loss : earlier.loss,
                gradient ? gradientNorm : earlier.gradientNorm,
                gradient ? gradientNoise : earlier.gradientNoise,
                largest.isEmpty() ? earlier.largest : largest,
                smallest.isEmpty() ? earlier.smallest : smallest,
                verdict == null ? earlier.verdict : verdict,
                verdict == null ? earlier.population : population,
                errors == null ? earlier.errors : errors,
                trace == null ? earlier.trace : trace,
                density == null ? earlier.density : density,
                blocks);
    }
}
