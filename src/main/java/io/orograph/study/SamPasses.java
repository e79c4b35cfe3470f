package io.orograph.study;

import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.task.CancelToken;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.OptimizerTrajectories;
import io.orograph.training.TrainingSettings;
import java.util.Optional;

/**
 * What the two passes of a step of SAM do at weights, on all samples and without momentum: the ascent to θ + ε, the gradient
 * there, and the step down it from θ; beside the step of plain descent (Foret et al. 2021).
 *
 * @param weights θ
 * @param plane in which it is seen
 * @param settings learning rate, ascent and ρ
 */
public record SamPasses(Weights weights, Plane plane, OptimizerSettings settings)
        implements Study<StudyListener, SamPasses.Result> {

    private static final double USUAL_RATE = 0.1;

    /**
     * The passes.
     *
     * @param passes the ascent, and plain descent's step
     * @param stepped where SAM's step leads
     */
    public record Result(OptimizerTrajectories.Passes passes, PlaneCoordinates stepped) {}

    /** Returns the numbers of a training; the usual ones where it had no ascent, or is not known. */
    public static OptimizerSettings settings(Optional<TrainingSettings> trained) {
        double rate = trained.map(of -> of.optimizer().learningRate()).orElse(USUAL_RATE);
        OptimizerSettings plain = OptimizerSettings.of(BaseOptimizer.SGD, rate);
        return trained.map(TrainingSettings::optimizer)
                .filter(of -> of.ascent() != Ascent.NONE)
                .map(of -> plain.with(of.ascent(), of.radius()))
                .orElse(plain.with(Ascent.SAM, Ascent.SAM.defaultRadius()));
    }

    @Override
    public Result run(Experiment experiment, StudyListener listener, CancelToken cancel) {
        int samples = experiment.data().samples();
        double[] theta = weights.theta();
        OptimizerTrajectories step = OptimizerTrajectories.from(
                plane.of(experiment.layout()),
                theta,
                new OptimizerTrajectories.Ball(settings, samples),
                new OptimizerTrajectories.Sampling(samples, 0));
        OptimizerTrajectories.Ground ground = new OptimizerTrajectories.Ground(
                experiment.loss().holding(weights.vector(StatisticsPolicy.OWN)),
                experiment.data(),
                experiment.objective().precision());
        step.run(ground, 1, false, cancel);
        OptimizerTrajectories.Trajectory taken = step.trajectories().get(0);
        return new Result(taken.passes().get(0), taken.places().get(1));
    }
}
