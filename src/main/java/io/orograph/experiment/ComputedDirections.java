package io.orograph.experiment;

import io.orograph.curvature.CurvatureStudy;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.GradientNoise;
import io.orograph.curvature.Hessian;
import io.orograph.network.Precision;
import io.orograph.objective.Objective;
import io.orograph.plane.DescribedPlane;
import io.orograph.plane.GradientDirections;
import io.orograph.plane.GradientPca;
import io.orograph.plane.HessianDirections;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Directions that are computed from the loss at the model's weights, in double precision whatever the experiment is in,
 * over all its samples. Each has length 1; held parameters do not move, biases do.
 *
 * @param seed of the Lanczos start, or of the random second direction
 */
public record ComputedDirections(DirectionKind kind, long seed, Set<String> held) {

    /**
     * @throws IllegalArgumentException if the kind is not computed
     */
    public ComputedDirections {
        if (!kind.isComputed()) {
            throw new IllegalArgumentException(kind.label() + " directions are drawn, not computed");
        }
        held = Set.copyOf(held);
    }

    /**
     * Computes them, on threads of its own, which give way if the experiment's do.
     *
     * @throws io.orograph.curvature.UndefinedCurvatureException if there are no such directions
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public DescribedPlane plane(Experiment experiment, ProgressListener progress, CancelToken cancel) {
        FreeParameters free = FreeParameters.of(experiment.layout(), held);
        try (Objective exact = experiment.objectiveIn(Precision.DOUBLE)) {
            CurvatureStudy.finite(exact.evaluate(experiment.weights(), cancel));
            DescribedPlane plane = plane(experiment, exact, free, progress, cancel);
            Map<String, Object> description = new LinkedHashMap<>(plane.description());
            if (!held.isEmpty()) {
                description.put("held", List.copyOf(new TreeSet<>(held)));
            }
            return new DescribedPlane(plane.plane(), description);
        }
    }

    private DescribedPlane plane(
            Experiment experiment,
            Objective exact,
            FreeParameters free,
            ProgressListener progress,
            CancelToken cancel) {
        double[] theta = experiment.weights();
        Hessian hessian = new Hessian(exact, theta, free, cancel);
        return switch (kind) {
            case GRADIENT -> new GradientDirections(seed).plane(free, theta, hessian.gradient());
            case GRADIENT_PCA ->
                GradientPca.plane(
                        free,
                        theta,
                        GradientNoise.of(
                                exact,
                                new GradientNoise.Batches(experiment.loss(), experiment.data()),
                                theta,
                                progress,
                                cancel));
            default ->
                new HessianDirections(kind == DirectionKind.HESSIAN_EXTREMES, seed)
                        .plane(hessian, theta, (step, limit, values, residuals) -> progress.progress(step, limit));
        };
    }
}
