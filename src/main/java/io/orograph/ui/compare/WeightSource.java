package io.orograph.ui.compare;

import io.orograph.network.Weights;
import io.orograph.study.Experiment;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.function.Consumer;

/** Where the weights of a model come from. */
@FunctionalInterface
interface WeightSource {

    /** Those of the model file. */
    WeightSource FILE = (experiment, tell, cancel) -> experiment.weights();

    /**
     * The weights; in the background.
     *
     * @param tell hears how far it is, a clause
     * @return not to be written to
     * @throws IOException if they cannot be had
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Weights of(Experiment experiment, Consumer<String> tell, CancelToken cancel) throws IOException;
}
