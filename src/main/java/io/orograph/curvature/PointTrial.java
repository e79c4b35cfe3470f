package io.orograph.curvature;

import io.orograph.math.Vectors;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries a point of weight space: losses of the samples, steps downhill, and a ladder along each extreme eigenvector that
 * was found.
 *
 * @param loss around the point
 * @param units of the ladder
 * @param hessian there
 * @param gradient there
 * @param gradients after a step
 */
record PointTrial(
        SampledLoss loss,
        StepUnit units,
        SymmetricOperator hessian,
        double[] gradient,
        DescentTrial.Gradients gradients) {

    /** So many ladders at the large end; those at the small end are all climbed. */
    private static final int LARGEST = 3;

    /**
     * Measures what a verdict is decided by.
     *
     * @param gradientNoise standard error of the gradient; NaN for a single sample
     */
    CriticalPointVerdict.Measured measured(Lanczos.Result eigenvalues, double gradientNoise) {
        double[] here = loss.here();
        double rounding = loss.rounding(here);
        PairedChange spread = PairedChange.of(here, new double[here.length]);
        List<LossLadder> ladders = extremes(eigenvalues).stream()
                .map(pair -> LossLadder.of(loss, here, rounding, gradient, units, pair))
                .toList();
        DescentTrial trial = DescentTrial.of(
                new DescentTrial.Start(loss, here, rounding, hessian, gradient, eigenvalues), gradients);
        return new CriticalPointVerdict.Measured(
                spread.mean(),
                here.length,
                spread.standardError() * Math.sqrt(here.length),
                rounding,
                Vectors.norm(gradient),
                gradientNoise,
                eigenvalues.converged(),
                ladders,
                trial);
    }

    private static List<Eigenpair> extremes(Lanczos.Result found) {
        List<Eigenpair> pairs = new ArrayList<>(found.smallest());
        found.largest().stream()
                .limit(LARGEST)
                .filter(pair -> found.smallest().stream().noneMatch(other -> other.isAlong(pair.vector())))
                .forEach(pairs::add);
        return pairs;
    }
}
