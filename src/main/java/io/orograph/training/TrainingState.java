package io.orograph.training;

import java.util.List;

/**
 * The state of a training: what it needs besides its settings to go on as if it had not stopped. The arrays are not
 * copied: whoever makes a state no longer writes to them.
 *
 * @param steps taken so far
 * @param state θ, followed by the running statistics of batch normalisations that are trained
 * @param moments of the optimiser: {@link UpdateRule#moments}
 * @param recorded the step of the last recorded point, which may be fewer; {@link #NONE} if there is none
 */
public record TrainingState(long steps, double[] state, List<double[]> moments, long recorded) {

    /** The step of the last recorded point where none is recorded. */
    public static final long NONE = -1;

    /** Returns the state in which a training begins. */
    public static TrainingState beginning(double[] state) {
        return new TrainingState(0, state, List.of(), NONE);
    }

    public TrainingState {
        moments = List.copyOf(moments);
    }
}
