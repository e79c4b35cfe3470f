package io.orograph.cli;

import io.orograph.curvature.CurvatureStudy;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.GradientNoise;
import io.orograph.curvature.Hessian;
import io.orograph.experiment.Experiment;
import io.orograph.network.Precision;
import io.orograph.objective.Objective;
import io.orograph.plane.DescribedPlane;
import io.orograph.plane.GradientDirections;
import io.orograph.plane.GradientPca;
import io.orograph.plane.HessianDirections;
import java.util.Set;

/**
 * Directions that are computed from the loss at the model's weights, in double precision whatever the grid is in.
 *
 * @param kind one of the names below
 */
record ComputedDirections(String kind, long seed, Set<String> held) {

    private static final String HESSIAN = "hessian";
    private static final String EXTREMES = "hessian-extremes";
    private static final String GRADIENT = "gradient";
    private static final String PCA = "gradient-pca";

    static boolean isKind(String name) {
        return Set.of(HESSIAN, EXTREMES, GRADIENT, PCA).contains(name);
    }

    DescribedPlane plane(Experiment experiment, Console console) {
        double[] theta = experiment.weights();
        FreeParameters free = FreeParameters.of(experiment.layout(), held);
        try (Objective exact = experiment.objectiveIn(Precision.DOUBLE);
                ProgressBar bar = new ProgressBar(console, "Computing directions")) {
            CurvatureStudy.finite(exact.evaluate(theta, console.cancel()));
            Hessian hessian = new Hessian(exact, theta, free, console.cancel());
            return switch (kind) {
                case GRADIENT -> new GradientDirections(seed).plane(free, theta, hessian.gradient());
                case PCA ->
                    GradientPca.plane(
                            free,
                            theta,
                            GradientNoise.of(
                                    experiment.loss(),
                                    experiment.data(),
                                    theta,
                                    GradientNoise.DEFAULT_BATCHES,
                                    exact.workers(),
                                    bar,
                                    console.cancel()));
                default ->
                    new HessianDirections(kind.equals(EXTREMES), seed)
                            .plane(hessian, theta, (step, limit, values, residuals) -> bar.progress(step, limit));
            };
        }
    }
}
