package io.orograph.study;

import io.orograph.landscape.Landscape;
import io.orograph.math.Confidence;
import io.orograph.plot.Ticks;

/**
 * How far a surface may still change with more samples: what the 95 % interval of L(cell) − L(θ₀), by Student's t, is of its
 * range on either side, at the cell where it is widest.
 */
public final class SampleCertainty {

    /** From so many samples on the interval shrinks as 1/√n; with fewer, faster. */
    private static final int MANY = 30;

    private SampleCertainty() {}

    /**
     * Returns half the widest interval of a difference to θ₀ as a share of the range of the losses; NaN where no error is
     * known, or the surface is flat.
     */
    public static double share(Landscape landscape) {
        return landscape.max() > landscape.min()
                ? Confidence.errors(landscape.samples()) * landscape.relativeDifferenceError()
                : Double.NaN;
    }

    /** Returns it in words, without a stop; empty while a cell is missing. */
    public static String words(Landscape landscape) {
        if (!landscape.isComplete()) {
            return "";
        }
        if (landscape.section().plane().isPresent()
                && landscape.section().vectors().statistics().isRecomputed()) {
            return "no error over samples is known where statistics of batch normalisations are recomputed";
        }
        double share = share(landscape);
        if (!Double.isFinite(share)) {
            return "";
        }
        return "with these samples the surface is known to ±" + Ticks.number(100 * share, 2)
                + " % of its range (95 %); four times as many "
                + (landscape.samples() < MANY ? "more than halve that" : "halve that");
    }
}
