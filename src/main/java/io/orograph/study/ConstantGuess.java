package io.orograph.study;

import io.orograph.plot.Ticks;
import java.util.Optional;

/** A warning of a network that knows no more of its data than a constant: mostly they are not read as it was trained. */
public final class ConstantGuess {

    private ConstantGuess() {}

    /**
     * Returns a sentence if the loss is not below that of the best constant guess; empty if it is, or that is not known.
     *
     * @param loss at θ₀, on the samples in use
     */
    public static Optional<String> notice(Experiment experiment, double loss) {
        double guess = experiment.objective().constantGuess();
        double penalty =
                experiment.objective().penalty().at(experiment.weights().theta());
        if (!(loss - penalty >= guess) || !(guess > 0)) {
            return Optional.empty();
        }
        String what = experiment.objective().loss().hasClassTargets()
                ? "the share of each class"
                : "the same numbers for every sample";
        return Optional.of("The loss at "
                + (experiment.weights().areOfModel()
                        ? "θ₀"
                        : experiment.weights().name())
                + ", " + Ticks.number(loss - penalty, 3) + (penalty > 0 ? " without the L2 penalty" : "")
                + ", is not below that of guessing " + what + ", "
                + Ticks.number(guess, 3) + ": the network is not trained on such data, or they are not read as it was"
                + " trained on them (scale of the inputs, order of the classes or columns, which array is which).");
    }
}
