package io.orograph.training;

import java.io.IOException;

/** Keeps what a training passes through. Called by the thread that trains. */
@FunctionalInterface
public interface TrainingRecorder {

    /**
     * Keeps a point. When this returns, the point is safe from whatever happens to the training.
     *
     * @param state θ there, followed by the running statistics of batch normalisations that are trained; read only
     * @throws IOException if it cannot be kept, which ends the training
     */
    void record(TrainingPoint point, double[] state) throws IOException;

    /**
     * Keeps what is needed to go on: after each recorded point, whenever {@link #wantsState} says so, and where the
     * training was cancelled.
     *
     * @throws IOException if it cannot be kept, which ends the training
     */
    default void keep(TrainingState state) throws IOException {}

    /** Tells whether the state is to be kept now, between two points that are due: asked after each step. */
    default boolean wantsState() {
        return false;
    }
}
