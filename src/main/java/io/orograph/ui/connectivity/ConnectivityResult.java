package io.orograph.ui.connectivity;

import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.provenance.Key;
import io.orograph.study.Connection;
import io.orograph.study.FoundSection;
import io.orograph.study.OtherWeights;
import io.orograph.study.ThroughModels;
import java.util.List;
import java.util.Optional;

/**
 * The findings between models.
 *
 * @param section the plane to be evaluated, with what lies on it
 * @param models θ₀ and the others, in the order in which they were chosen
 * @param connection the curve between two of them; empty for a plane through three
 * @param asked the question whose answer the curve is; empty for a plane
 * @param statistics with which statistics of batch normalisations losses were taken
 * @param notices how arrays were matched where it was not by their names alone
 * @param isRestored whether it is of a session, which holds it
 */
record ConnectivityResult(
        FoundSection section,
        List<Weights> models,
        Optional<Connection.Result> connection,
        Optional<Connection> asked,
        StatisticsPolicy statistics,
        List<String> notices,
        boolean isRestored) {

    ConnectivityResult {
        models = List.copyOf(models);
        notices = List.copyOf(notices);
    }

    static ConnectivityResult of(ThroughModels asked, ThroughModels.Result found, List<String> notices) {
        return new ConnectivityResult(
                found.found(), found.models(), Optional.empty(), Optional.empty(), asked.statistics(), notices, false);
    }

    static ConnectivityResult of(Connection asked, Connection.Result found, List<String> notices) {
        return new ConnectivityResult(
                found.found(),
                found.models(),
                Optional.of(found),
                Optional.of(asked),
                asked.statistics(),
                notices,
                false);
    }

    /** Returns the weights beside θ₀, to be looked at again. */
    OtherWeights other(int index) {
        return OtherWeights.of(models.get(index));
    }

    /** Returns the statistics of batch normalisations in words; empty for a network without. */
    Optional<String> statisticsText() {
        return section.section().description().get(Key.BATCH_NORM);
    }
}
