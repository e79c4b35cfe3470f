package io.orograph.network;

import io.orograph.choice.Named;
import java.util.Locale;

/**
 * The policy for the statistics of batch normalisations with which the losses of several weights, and of what lies
 * between them, are taken. For a network without batch normalisation all are the same, and gradients know only those of
 * the network.
 */
public enum StatisticsPolicy implements Named {
    /** Each model's own statistics at its place, and what lies between them in between. */
    OWN,
    /** The statistics of θ₀, the weights that are looked at, everywhere. */
    HELD,
    /**
     * The statistics computed anew at every point on the samples that the loss is taken on (Izmailov et al. 2018, arXiv
     * 1803.05407, section 3.2), which costs a second pass over them.
     */
    RECOMPUTE;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether running statistics follow the weights in the vectors that are evaluated. */
    public boolean isOwn() {
        return this == OWN;
    }

    /** Tells whether they are computed on data, instead of read from a vector or a file. */
    public boolean isRecomputed() {
        return this == RECOMPUTE;
    }
}
