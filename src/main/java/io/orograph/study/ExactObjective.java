package io.orograph.study;

import io.orograph.data.Dataset;
import io.orograph.network.Precision;
import io.orograph.objective.Objective;
import java.util.function.Consumer;

/**
 * The objective of a study that asks gradients in 64 bits: the experiment's own where it is that, else one that is closed with
 * this. It has as many workers as there is memory for; its numbers do not depend on how many these are.
 */
final class ExactObjective implements AutoCloseable {

    private final Objective objective;
    private final boolean shared;

    private ExactObjective(Objective objective, boolean shared) {
        this.objective = objective;
        this.shared = shared;
    }

    /**
     * Makes one.
     *
     * @param what the study, as a sentence begins with it
     * @param notices told in a sentence where it takes much memory, or runs on fewer workers for want of it
     * @throws io.orograph.task.NotEnoughMemoryException if there is no memory for a single worker
     */
    static ExactObjective of(String what, Experiment experiment, Dataset data, Consumer<String> notices) {
        boolean same = data == experiment.data() && experiment.objective().precision() == Precision.DOUBLE;
        ExactObjective wanted = same
                ? new ExactObjective(experiment.objective(), true)
                : new ExactObjective(experiment.objectiveOn(data, Precision.DOUBLE), false);
        try {
            MemoryForecast forecast = MemoryForecast.ofGradients(what, wanted.objective);
            int fitting = forecast.workersThatFit();
            forecast.notice().ifPresent(notices);
            if (fitting == wanted.objective.workers()) {
                return wanted;
            }
            wanted.close();
            return new ExactObjective(experiment.objectiveOn(data, Precision.DOUBLE, fitting), false);
        } catch (RuntimeException e) {
            wanted.close();
            throw e;
        }
    }

    /** Returns the objective. */
    Objective get() {
        return objective;
    }

    @Override
    public void close() {
        if (!shared) {
            objective.close();
        }
    }
}
