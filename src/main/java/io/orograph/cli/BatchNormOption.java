package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.network.ParameterLayout;
import io.orograph.network.RunningStatistics;
import io.orograph.training.CheckpointSeries;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which running statistics of batch normalisations several models' losses are taken with. */
final class BatchNormOption {

    /** The choices. */
    enum Statistics {
        OWN,
        HELD,
        RECOMPUTE
    }

    @Option(
            names = "--batch-norm",
            paramLabel = "WHICH",
            defaultValue = "own",
            converter = OptionTypes.StatisticsChoice.class,
            description = "Statistics of batch normalisations: own, each model's, and what lies between them in between"
                    + " (of checkpoints, the last one's for the surface); held, the open model file's; or recompute, computed"
                    + " on the data for every point and cell (default: ${DEFAULT-VALUE})")
    private Statistics statistics;

    Statistics statistics() {
        return statistics;
    }

    /** Whether statistics follow the weights in the vectors that are evaluated. */
    boolean areOwn() {
        return statistics == Statistics.OWN;
    }

    /** Has an experiment compute them anew if that was chosen. */
    void prepare(Experiment experiment) {
        prepare(experiment, experiment);
    }

    /** The same on the data of another experiment, where the losses are those on test data. */
    void prepare(Experiment experiment, Experiment training) {
        if (statistics == Statistics.RECOMPUTE) {
            experiment.objective().recomputeStatistics(training.objective());
        }
    }

    /** The layout of the vectors that are evaluated. */
    ParameterLayout layout(Experiment experiment) {
        return areOwn() ? of(experiment).tracked().layout() : experiment.layout();
    }

    /** The open model. */
    double[] open(Experiment experiment) {
        return areOwn()
                ? RunningStatistics.state(experiment.weights(), of(experiment).held())
                : experiment.weights();
    }

    /** Another model or checkpoint. */
    double[] read(CheckpointSeries series, Experiment experiment) throws IOException {
        return areOwn()
                ? series.state(0, experiment.loss().network())
                : series.read(0, 0, experiment.layout().size());
    }

    /** What they are between models, for the provenance; empty for a network without batch normalisation. */
    Optional<String> between(Experiment experiment) {
        if (of(experiment).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (statistics) {
                    case OWN -> "each model's own statistics, interpolated between";
                    case HELD -> heldText();
                    case RECOMPUTE -> recomputedText();
                });
    }

    static String heldText() {
        return "statistics of the model file";
    }

    static String recomputedText() {
        return "statistics recomputed on the data at every point";
    }

    private static RunningStatistics of(Experiment experiment) {
        return RunningStatistics.of(experiment.loss().network());
    }
}
