package io.orograph.study;

import io.orograph.network.Precision;
import io.orograph.objective.LossOptions;

/**
 * What a person may choose about an experiment.
 *
 * @param loss how outputs and targets become a loss
 * @param samples how many samples to use; 0 for all
 * @param scaleBytes whether bytes 0 to 255 are divided by 255
 * @param precision of the arithmetic
 * @param workers how many threads
 */
public record ExperimentSettings(LossOptions loss, int samples, boolean scaleBytes, Precision precision, int workers) {

    /** Detected loss, all samples as they are, single precision, a worker a core. */
    public static final ExperimentSettings DEFAULT = new ExperimentSettings(
            LossOptions.FOUND, 0, false, Precision.SINGLE, Runtime.getRuntime().availableProcessors());

    /**
     * @throws IllegalArgumentException if the number of samples is negative or there is no worker
     */
    public ExperimentSettings {
        if (samples < 0) {
            throw new IllegalArgumentException("the number of samples must be positive, not " + samples);
        }
        if (workers < 1) {
            throw new IllegalArgumentException("at least one worker is needed, not " + workers);
        }
    }

    public ExperimentSettings withLoss(LossOptions choice) {
        return new ExperimentSettings(choice, samples, scaleBytes, precision, workers);
    }

    public ExperimentSettings withSamples(int count) {
        return new ExperimentSettings(loss, count, scaleBytes, precision, workers);
    }

    public ExperimentSettings withScaleBytes(boolean scale) {
        return new ExperimentSettings(loss, samples, scale, precision, workers);
    }
}
