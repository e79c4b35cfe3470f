package io.orograph.sharpness;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A change of the weights of a ReLU network that leaves the function that it computes as it is. A measure that changes under
 * one says something about the weights that the function does not know (Dinh et al. 2017, arXiv 1703.04933).
 */
public enum Rescaling {
    /** All that leads into a layer is multiplied by one factor, what leads out of it divided. */
    LAYERS("layers", "whole layers"),
    /** The same for each unit with a factor of its own: a neuron, or a channel of a convolution. */
    UNITS("units", "single units in and out"),
    /** A channel that a normalisation follows is multiplied, the normalisation's mean with it, and its scale divided. */
    CHANNELS("channels", "channels before normalisation");

    private final String label;
    private final String words;

    Rescaling(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** Returns what JSON calls it. */
    public String label() {
        return label;
    }

    /** Returns what is scaled, in words. */
    public String words() {
        return words;
    }

    /** Returns what a measure is invariant to, as a clause. */
    public static String clause(Collection<Rescaling> invariances) {
        return invariances.isEmpty()
                ? "invariant to no rescaling"
                : "invariant to scaling "
                        + invariances.stream().sorted().map(Rescaling::words).collect(Collectors.joining(", "));
    }
}
