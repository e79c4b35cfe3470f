package io.orograph.training;

import io.orograph.objective.Evaluation;

/**
 * A recorded point of a training.
 *
 * @param step steps taken so far; 0 for the start
 * @param epoch epochs so far, with the fraction of the one that runs
 * @param learningRate of the last step; NaN at the start
 * @param train the network on all training samples
 * @param validation the network on the validation samples; null if there are none
 */
public record TrainingPoint(long step, double epoch, double learningRate, Evaluation train, Evaluation validation) {

    /** Returns how a person calls the weights after so many steps. */
    static String name(long step) {
        return "step " + step;
    }
}
