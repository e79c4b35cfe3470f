package io.orograph.study;

import io.orograph.export.NamedValues;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.task.CancelToken;

/**
 * How much the loss rises on average when noise is added to θ₀.
 *
 * @param measure the noise and how often it is drawn
 */
public record NoiseStudy(GaussianIncrease measure) implements Study<StudyListener, NoiseStudy.Result> {

    /**
     * The rise.
     *
     * @param increase with its standard error
     * @param weights the name of θ₀
     */
    public record Result(GaussianIncrease.Result increase, String weights, Provenance provenance, Command command)
            implements io.orograph.study.Result {

        @Override
        public NamedValues values() {
            return new NamedValues()
                    .put("gaussian_increase", new double[] {increase.mean()})
                    .put("gaussian_increase_se", new double[] {increase.standardError()})
                    .put("gaussian_increase_se_sample", new double[] {increase.sampleError()})
                    .put("loss", new double[] {increase.loss()});
        }
    }

    @Override
    public Result run(Experiment experiment, StudyListener listener, CancelToken cancel) {
        listener.stage("Measuring");
        GaussianIncrease.Result increase =
                measure.measure(experiment.objective(), experiment.weights().theta(), listener, cancel);
        Command command = command(experiment);
        Provenance provenance = command.in(
                experiment.provenance().with(Key.SEED, measure.seed()).and(experiment.arithmetic()));
        return new Result(increase, experiment.weights().name(), provenance, command);
    }

    private Command command(Experiment experiment) {
        Command options = Command.of("--sigma", measure.sigma(), "--draws", measure.draws(), "--seed", measure.seed())
                .flag(measure.filterNormalized(), "--filter-normalized");
        return experiment.command("sharpness", options);
    }
}
