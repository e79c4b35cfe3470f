package io.orograph.training;

import java.io.IOException;

/** Keeps what a training passes through. Called by the thread that trains. */
@FunctionalInterface
public interface TrainingRecorder {

    /**
     * Keeps a point. When this returns, the point is safe from whatever happens to the training.
     *
     * @param theta the weights there; read only, and changed afterwards
     * @throws IOException if it cannot be kept, which ends the training
     */
    void record(TrainingPoint point, double[] theta) throws IOException;
}
