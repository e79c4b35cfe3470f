package io.orograph.objective;

import io.orograph.choice.Named;
import java.util.List;

/**
 * The choice of an L2 penalty λ/2·‖θ‖² that is part of the loss. It is the penalty that a training minimises by "weight
 * decay" in SGD of PyTorch or as {@code kernel_regularizer} of Keras (there written λ‖θ‖², with half this λ); not the
 * decoupled decay of AdamW, which minimises no such loss (Loshchilov and Hutter 2019, arXiv 1711.05101).
 *
 * @param lambda λ ≥ 0; 0 for no penalty
 * @param over the parameters that it counts
 */
public record L2Penalty(double lambda, Over over) {

    /** No penalty. */
    public static final L2Penalty NONE = new L2Penalty(0, Over.ALL);

    /** Which parameters an L2 penalty counts. */
    public enum Over implements Named {
        /** All of them, as an optimiser's weight decay does. */
        ALL("all", "All parameters"),
        /** Without biases and the scales and shifts of normalisations. */
        WEIGHTS("weights", "Without biases and norms");

        private final String label;
        private final String title;

        Over(String label, String title) {
            this.label = label;
            this.title = title;
        }

        /** Returns both, in the order of a list of choices. */
        public static List<Over> all() {
            return List.of(values());
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public String title() {
            return title;
        }
    }

    /**
     * @throws IllegalArgumentException if λ is negative or not finite; the message is a clause
     */
    public L2Penalty {
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the factor λ of the L2 penalty is 0 or more, not " + lambda);
        }
    }

    /** Tells whether nothing is added to the loss. */
    public boolean isNone() {
        return lambda == 0;
    }
}
