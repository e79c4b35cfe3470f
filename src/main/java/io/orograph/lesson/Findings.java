package io.orograph.lesson;

import io.orograph.landscape.Landscape;
import io.orograph.study.Connection;
import io.orograph.study.Experiment;
import io.orograph.study.runs.Run;
import io.orograph.training.OptimizerTrajectories;
import java.util.Optional;
import java.util.OptionalDouble;

/** What was computed where a lesson is given, by the same models and studies that a person asks; empty where nothing was. */
public interface Findings {

    /** Returns what is open. */
    Optional<Experiment> experiment();

    /** Returns the landscape that is shown, once it is whole. */
    Optional<Landscape> landscape();

    /** Returns what was measured last of the curvature at θ₀. */
    Optional<Curvature> curvature();

    /** Returns the value of a measure of sharpness at θ₀, by its label. */
    OptionalDouble measure(String label);

    /** Returns a training of this lesson, by the name that it has there. */
    Optional<Run> run(String name);

    /** Returns the balls that were dropped last. */
    Optional<OptimizerTrajectories> balls();

    /** Returns the losses on the curve that was trained last between two models, and on the line. */
    Optional<Connection.Side> connection();

    /** Returns a number that was noted before in this lesson. */
    OptionalDouble noted(String name);

    /**
     * The curvature at θ₀. What was not measured is NaN.
     *
     * @param largest eigenvalue of the Hessian
     * @param smallest the smallest one
     * @param negativeShare of the eigenvalues, of those that are told from 0
     * @param downward how many of the directions tried lead down
     */
    record Curvature(
            double loss,
            double gradientNorm,
            double largest,
            double smallest,
            double trace,
            double negativeShare,
            double downward) {}
}
