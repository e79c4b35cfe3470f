package io.orograph.ui.compare;

import io.orograph.data.DataSource;
import io.orograph.network.StatisticsPolicy;
import io.orograph.study.ExperimentSettings;
import java.util.List;

/**
 * What is compared, and how.
 *
 * @param models two to four of them; their parameters may differ
 * @param data what the landscapes are evaluated on, as a rule what the models were trained on
 * @param test data that they were not trained on; null if there are none
 * @param settings of loss, samples and scale, the same for all models
 */
record Comparison(List<Contender> models, DataSource data, DataSource test, ExperimentSettings settings) {

    /** More do not fit side by side. */
    static final int MOST = 4;

    Comparison {
        models = List.copyOf(models);
    }

    Comparison with(List<Contender> others) {
        return new Comparison(others, data, test, settings);
    }

    Comparison withTest(DataSource other) {
        return new Comparison(models, data, other, settings);
    }

    /** Whether there is something to compare and room to show it. */
    boolean isReady() {
        return models.size() >= 2 && models.size() <= MOST;
    }

    /**
     * How the models are measured.
     *
     * @param seed of the random directions, and of whatever else is random
     * @param range how far the plane reaches to each side, in units of the directions
     * @param resolution cells along each side
     * @param curvature whether to look for λmax, which takes longest
     * @param statistics what batch normalisations are evaluated with over the planes and along the line
     */
    record Measures(long seed, double range, int resolution, boolean curvature, StatisticsPolicy statistics) {}
}
