package io.orograph.network.operators.loss;

import io.orograph.network.NodeSpec;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The settings of a loss of class labels.
 *
 * @param takesSoftmax whether the logarithm of the softmax of the scores is taken first; else they are log-probabilities
 * @param reduction what becomes of the losses of the labels
 * @param ignored the label of what is left out; empty if nothing is
 */
record LabelLossSettings(boolean takesSoftmax, Reduction reduction, OptionalLong ignored) {

    /** What becomes of the losses of several labels. */
    enum Reduction {
        NONE,
        SUM,
        /** Their mean by weight: Σwℓ/Σw. */
        MEAN
    }

    static LabelLossSettings of(NodeSpec node, boolean takesSoftmax) {
        String reduction = node.attributes().text("reduction", "mean");
        long none = Long.MIN_VALUE;
        long ignored = node.attributes().integer("ignore_index", none);
        try {
            return new LabelLossSettings(
                    takesSoftmax,
                    Reduction.valueOf(reduction.toUpperCase(Locale.ROOT)),
                    ignored == none ? OptionalLong.empty() : OptionalLong.of(ignored));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    node.label() + " has the reduction " + reduction + ", which is none of none, sum and mean", e);
        }
    }

    LabelLossSettings with(Reduction other) {
        return new LabelLossSettings(takesSoftmax, other, ignored);
    }

    boolean isIgnored(double label) {
        return ignored.isPresent() && label == ignored.getAsLong();
    }
}
