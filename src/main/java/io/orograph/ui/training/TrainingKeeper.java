package io.orograph.ui.training;

import io.orograph.study.Experiment;
import io.orograph.training.TrainingSnapshot;

/** Keeps trainings for when the program does not end as it should. */
public interface TrainingKeeper {

    /** Keeps nothing. */
    TrainingKeeper NONE = new TrainingKeeper() {
        @Override
        public void keep(Kept training) {}

        @Override
        public void forget() {}

        @Override
        public boolean leaves(double seconds) {
            return false;
        }
    };

    /**
     * A training at a moment.
     *
     * @param subject what it trains
     * @param words its choices
     * @param snapshot its state and its path
     * @param settings what must be the same to go on
     * @param finished whether the training is over
     * @param seconds that its steps took so far
     */
    record Kept(
            Experiment subject,
            TrainingPathWords words,
            TrainingSnapshot snapshot,
            String settings,
            boolean finished,
            double seconds) {}

    /** Keeps a training in place of what was kept before. Called in the background. */
    void keep(Kept training);

    /** Removes what is kept: it was saved, or another training begins. Called in the background. */
    void forget();

    /** Tells whether a training that took so long is left for the next start when the window is closed. */
    boolean leaves(double seconds);
}
