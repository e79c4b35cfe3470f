package io.orograph.figure.film;

import io.orograph.landscape.CoarseFill;
import io.orograph.landscape.CoarseToFine;
import io.orograph.landscape.Landscape;
import java.util.BitSet;

/** A landscape as it was while it was evaluated: the cells in their order, coarse at first. */
final class GrowingLandscape {

    /** The share of the film in which all of it is shown at the end. */
    private static final double REST = 0.2;

    private final Landscape whole;
    private final int[] order;

    GrowingLandscape(Landscape whole) {
        this.whole = whole;
        this.order = CoarseToFine.order(whole.grid());
    }

    /**
     * Returns what there is at a share of the film. There are as many cells in the first tenth of the film as make up a
     * coarse surface, and each part of it sharpens the surface as much as the one before.
     */
    Landscape at(double share) {
        double done = Math.min(1, share / (1 - REST));
        int cells = (int) Math.min(order.length, Math.ceil(Math.pow(order.length, done) + 4));
        BitSet evaluated = new BitSet();
        for (int i = 0; i < cells; i++) {
            if (whole.isEvaluated(order[i])) {
                evaluated.set(order[i]);
            }
        }
        double[] losses = whole.losses();
        double[] errors = whole.standardErrors();
        for (int cell = 0; cell < losses.length; cell++) {
            if (!evaluated.get(cell)) {
                losses[cell] = Double.NaN;
                errors[cell] = Double.NaN;
            }
        }
        return with(losses, errors, evaluated);
    }

    /** Returns a landscape to be drawn, with what is shown where nothing is evaluated yet. */
    Landscape filled(Landscape part) {
        BitSet all = new BitSet();
        all.set(0, order.length);
        return with(CoarseFill.display(part), part.standardErrors(), all);
    }

    private Landscape with(double[] losses, double[] errors, BitSet evaluated) {
        return new Landscape(
                whole.section(),
                whole.grid(),
                new Landscape.Cells(losses, errors, null, null, evaluated),
                whole.provenance());
    }
}
