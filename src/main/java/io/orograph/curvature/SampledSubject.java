package io.orograph.curvature;

import io.orograph.data.Dataset;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.task.Kept;

/**
 * A point of weight space whose loss is asked for on parts of the samples.
 *
 * @param theta the point; not copied
 * @param workers threads
 * @param kept where what is found on parts is kept
 */
record SampledSubject(LossChoice choice, Dataset data, double[] theta, int workers, Kept kept) {

    /** Returns the objective of some samples in double precision, to be closed. */
    Objective on(int[] samples) {
        return new Objective(choice, data.subset(samples), Precision.DOUBLE, workers);
    }

    int samples() {
        return data.samples();
    }
}
