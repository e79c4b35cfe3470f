package io.orograph.training;

/**
 * The settings of a training.
 *
 * @param optimizer the optimiser
 * @param schedule how its learning rate goes
 * @param batchSize samples a step; the last batch of an epoch may have fewer; more than there are means all
 * @param epochs how often each sample is used
 * @param seed of the shuffling
 * @param recordEvery steps between two recorded points; 0 for once an epoch
 * @param batchStatistics whether batch normalisation uses the statistics of each batch and moves its running ones, as a
 *     training usually does; else it stays with the running statistics that it begins with
 */
public record TrainingSettings(
        OptimizerSettings optimizer,
        LearningRateSchedule schedule,
        int batchSize,
        int epochs,
        long seed,
        int recordEvery,
        boolean batchStatistics) {

    /**
     * Checks that each number is in its range.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public TrainingSettings {
        if (batchSize < 1 || epochs < 1 || recordEvery < 0) {
            throw new IllegalArgumentException("a training with batches of " + batchSize + ", " + epochs
                    + " epochs and a record every " + recordEvery + " steps");
        }
    }

    /** Returns the number of steps of an epoch over so many samples. */
    public long stepsPerEpoch(int samples) {
        return (samples - 1L) / batchSize + 1;
    }

    /**
     * Returns what makes the steps of a training what they are, in words: two trainings of the same text on the same
     * network and data take the same steps. How many epochs there are to be and when a point is recorded is not part of
     * it.
     *
     * @param samples that are trained on
     */
    public String text(int samples) {
        return optimizer.text() + "; schedule " + schedule.text() + "; batch " + batchSize + " of " + samples
                + ", seed " + seed + "; batch normalisation by " + (batchStatistics ? "batches" : "held statistics");
    }

    /** Returns these settings with another treatment of batch normalisation. */
    public TrainingSettings withStatistics(boolean ofBatches) {
        return new TrainingSettings(optimizer, schedule, batchSize, epochs, seed, recordEvery, ofBatches);
    }

    /** Returns these settings with another number of steps between two recorded points. */
    public TrainingSettings withRecordEvery(int steps) {
        return new TrainingSettings(optimizer, schedule, batchSize, epochs, seed, steps, batchStatistics);
    }

    /** Returns these settings with another number of epochs. */
    public TrainingSettings withEpochs(int count) {
        return new TrainingSettings(optimizer, schedule, batchSize, count, seed, recordEvery, batchStatistics);
    }

    /** Returns these settings with another number of samples a step. */
    public TrainingSettings withBatch(int samples) {
        return new TrainingSettings(optimizer, schedule, samples, epochs, seed, recordEvery, batchStatistics);
    }

    /** Returns these settings with another seed of the shuffling, the split and fresh weights. */
    public TrainingSettings withSeed(long other) {
        return new TrainingSettings(optimizer, schedule, batchSize, epochs, other, recordEvery, batchStatistics);
    }

    /** Returns these settings with another η. */
    public TrainingSettings withLearningRate(double rate) {
        return new TrainingSettings(
                optimizer.withLearningRate(rate), schedule, batchSize, epochs, seed, recordEvery, batchStatistics);
    }
}
