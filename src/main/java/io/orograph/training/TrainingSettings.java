package io.orograph.training;

/**
 * What a person chooses about a training.
 *
 * @param optimizer the optimiser
 * @param schedule how its learning rate goes
 * @param batchSize samples a step; the last batch of an epoch may have fewer; more than there are means all
 * @param epochs how often each sample is used
 * @param seed of the shuffling
 * @param recordEvery steps between two recorded points; 0 for once an epoch
 */
public record TrainingSettings(
        OptimizerSettings optimizer,
        LearningRateSchedule schedule,
        int batchSize,
        int epochs,
        long seed,
        int recordEvery) {

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public TrainingSettings {
        if (batchSize < 1 || epochs < 1 || recordEvery < 0) {
            throw new IllegalArgumentException("a training with batches of " + batchSize + ", " + epochs
                    + " epochs and a record every " + recordEvery + " steps");
        }
    }

    /** Steps of an epoch over so many samples. */
    public long stepsPerEpoch(int samples) {
        return (samples - 1L) / batchSize + 1;
    }
}
