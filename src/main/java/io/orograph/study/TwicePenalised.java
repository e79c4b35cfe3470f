package io.orograph.study;

import java.util.Optional;

/** A warning of a training whose weights shrink for two reasons: a penalty in the loss, and the optimiser's weight decay. */
public final class TwicePenalised {

    private TwicePenalised() {}

    /**
     * Returns a sentence if the loss has an L2 penalty and the optimiser a weight decay; else empty.
     *
     * @param weightDecay the optimiser's λ
     */
    public static Optional<String> notice(Experiment experiment, double weightDecay) {
        double lambda = experiment.loss().l2().lambda();
        return lambda == 0 || weightDecay == 0
                ? Optional.empty()
                : Optional.of("The weights are drawn to 0 twice: by the L2 penalty of the loss, λ = " + lambda
                        + ", and by the weight decay of the optimizer, " + weightDecay
                        + "; only the penalty is part of the loss that is shown.");
    }
}
