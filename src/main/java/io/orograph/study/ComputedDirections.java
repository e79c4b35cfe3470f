package io.orograph.study;

import io.orograph.curvature.CurvatureStudy;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.GradientNoise;
import io.orograph.curvature.Hessian;
import io.orograph.network.Precision;
import io.orograph.objective.Objective;
import io.orograph.plane.GradientDirections;
import io.orograph.plane.GradientPca;
import io.orograph.plane.HessianDirections;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.List;
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
     * Computes them and returns their plane, on threads of its own, which give way if the experiment's do.
     *
     * @throws io.orograph.curvature.UndefinedCurvatureException if there are no such directions
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Section section(Experiment experiment, ProgressListener progress, CancelToken cancel) {
        FreeParameters free = FreeParameters.of(experiment.layout(), held);
        try (Objective exact = experiment.objectiveIn(Precision.DOUBLE)) {
            CurvatureStudy.finite(exact.evaluate(experiment.weights().theta(), cancel));
            Section section = section(experiment, exact, free, progress, cancel);
            return held.isEmpty()
                    ? section
                    : section.describing(Provenance.NONE.with(Key.HELD, List.copyOf(new TreeSet<>(held))));
        }
    }

    private Section section(
            Experiment experiment,
            Objective exact,
            FreeParameters free,
            ProgressListener progress,
            CancelToken cancel) {
        double[] theta = experiment.weights().theta();
        Hessian hessian = new Hessian(exact, theta, free, cancel);
        return switch (kind) {
            case GRADIENT -> new GradientDirections(seed).section(free, theta, hessian.gradient());
            case GRADIENT_PCA ->
                GradientPca.section(
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
                        .section(hessian, theta, (step, limit, values, residuals) -> progress.progress(step, limit));
        };
    }
}
