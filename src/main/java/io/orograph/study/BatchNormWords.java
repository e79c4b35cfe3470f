package io.orograph.study;

import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.WeightSeries;
import java.util.Optional;

/** Says with which statistics of batch normalisations losses were taken; for a network without any, nothing. */
public final class BatchNormWords {

    private BatchNormWords() {}

    /** Returns what they are around one model's weights, for the provenance; empty where they are as they always are. */
    public static Optional<String> around(StatisticsPolicy policy, Experiment experiment) {
        return policy.isRecomputed() ? text(policy, experiment, "") : Optional.empty();
    }

    /** Returns what they are between models, for the provenance. */
    public static Optional<String> between(StatisticsPolicy policy, Experiment experiment) {
        return text(policy, experiment, "each model's own statistics, interpolated between");
    }

    /** Returns what they are along the path of a training and on the surface around it. */
    public static Optional<String> along(StatisticsPolicy policy, WeightSeries path, Experiment experiment) {
        String own = path.statistics() > 0
                ? "statistics of the last checkpoint on the surface, each checkpoint's own on the path"
                : held(experiment);
        return text(policy, experiment, own);
    }

    private static Optional<String> text(StatisticsPolicy policy, Experiment experiment, String own) {
        return experiment.statistics().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        switch (policy) {
                            case OWN -> own;
                            case HELD -> held(experiment);
                            case RECOMPUTE -> "statistics recomputed on the data at every point";
                        });
    }

    private static String held(Experiment experiment) {
        return experiment.weights().areOfModel()
                ? "statistics of the model file"
                : "statistics of " + experiment.weights().name();
    }

    /** Returns a sentence for who chose each checkpoint's own where the checkpoints have none; else empty. */
    public static Optional<String> notice(StatisticsPolicy policy, WeightSeries path, Experiment experiment) {
        return policy.isOwn()
                        && path.statistics() == 0
                        && !experiment.statistics().isEmpty()
                ? Optional.of(
                        "The checkpoints hold no statistics of batch normalisations; those of the model file are used.")
                : Optional.empty();
    }
}
