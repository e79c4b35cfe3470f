package io.orograph.ui.training;

import io.orograph.study.WeightsFile;

/** Keeps the weights of trainings for when the program does not end as it should. */
public interface TrainingKeeper {

    /** Keeps nothing. */
    TrainingKeeper NONE = new TrainingKeeper() {
        @Override
        public void keep(WeightsFile weights, boolean finished, double seconds) {}

        @Override
        public void forget() {}
    };

    /**
     * Keeps weights in place of earlier ones. Called in the background.
     *
     * @param finished whether the training is over
     * @param seconds that it took so far
     */
    void keep(WeightsFile weights, boolean finished, double seconds);

    /** Removes what is kept: it was saved, or another training begins. Called in the background. */
    void forget();
}
