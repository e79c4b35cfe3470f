package io.orograph.objective;

/**
 * Where the statistics of batch normalisations come from that a loss is taken with. It belongs to what is evaluated, not
 * to the objective: one objective serves several evaluations at once. For a network without batch normalisation all are
 * the same, and gradients know only those of the file.
 */
public final class StatisticsSource {

    /** What follows θ, if anything does; else the file's. */
    public static final StatisticsSource GIVEN = new StatisticsSource(false, null);

    /**
     * Computed anew at each point on the samples that the loss is taken on (Izmailov et al. 2018, arXiv 1803.05407, section
     * 3.2), which costs a second pass over them.
     */
    public static final StatisticsSource RECOMPUTED = new StatisticsSource(true, null);

    private final boolean recomputed;
    private final Objective training;

    private StatisticsSource(boolean recomputed, Objective training) {
        this.recomputed = recomputed;
        this.training = training;
    }

    /**
     * Computed anew at each point on the samples of another objective: those of the training, where the loss is one on
     * test data.
     *
     * @param training whose workers compute them; once it is closed, evaluations end as if they were cancelled
     */
    public static StatisticsSource recomputedOn(Objective training) {
        return new StatisticsSource(true, training);
    }

    /** Whether they are computed on data, instead of read from a vector or a file. */
    public boolean isRecomputed() {
        return recomputed;
    }

    /** Whose samples they are computed on if not on those of the loss; null if there is no such objective. */
    Objective training() {
        return training;
    }
}
