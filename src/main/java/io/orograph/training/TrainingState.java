package io.orograph.training;

import java.util.List;

/**
 * Where a training is: what it needs besides its settings to go on as if it had not stopped. The arrays are not copied:
 * whoever makes a state no longer writes to them.
 *
 * @param steps taken so far
 * @param state θ, followed by the running statistics of batch normalisations that are trained
 * @param moments of the optimiser: {@link UpdateRule#moments}
 */
public record TrainingState(long steps, double[] state, List<double[]> moments) {

    public TrainingState {
        moments = List.copyOf(moments);
    }
}
