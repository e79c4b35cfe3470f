package io.orograph.plane;

import io.orograph.choice.Named;

/** The scaling of a drawn direction to the weights, so that one step means the same in every layer. */
public enum Normalization implements Named {
    /** The scaling of each output unit (filter, neuron) of d to the norm of that unit of θ₀ (Li et al. 2018). */
    FILTER("filter", "each filter to the norm of the weights' filter (Li et al. 2018)"),
    /** The scaling of each tensor of d to the norm of that tensor of θ₀. */
    LAYER("layer", "each tensor to the norm of the weights' tensor"),
    /** The whole of d to norm 1. */
    UNIT("unit", "the whole direction to norm 1"),
    /** The direction as drawn. */
    NONE("none", "as drawn, entries of N(0, 1)");

    private final String label;
    private final String description;

    Normalization(String label, String description) {
        this.label = label;
        this.description = description;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String description() {
        return description;
    }
}
