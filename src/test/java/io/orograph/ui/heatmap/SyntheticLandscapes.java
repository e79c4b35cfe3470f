package io.orograph.ui.heatmap;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.BitSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;

/** Landscapes of known functions. */
public final class SyntheticLandscapes {

    private SyntheticLandscapes() {}

    /** α² + 2β² + 0.3. */
    public static Landscape bowl(double range, int count) {
        return of(Grid.square(range, count), SyntheticLandscapes::bowl, cell -> true);
    }

    public static double bowl(double alpha, double beta) {
        return alpha * alpha + 2 * beta * beta + 0.3;
    }

    /** Every cell's loss by a function; standard error a tenth of the loss, accuracy exp(-loss). */
    public static Landscape of(Grid grid, DoubleBinaryOperator loss, IntPredicate evaluated) {
        double[] losses = new double[grid.cells()];
        double[] errors = new double[grid.cells()];
        double[] accuracies = new double[grid.cells()];
        BitSet done = new BitSet();
        for (int iy = 0; iy < grid.ny(); iy++) {
            for (int ix = 0; ix < grid.nx(); ix++) {
                int cell = grid.index(ix, iy);
                boolean known = evaluated.test(cell);
                losses[cell] = known
                        ? loss.applyAsDouble(grid.alpha().value(ix), grid.beta().value(iy))
                        : Double.NaN;
                errors[cell] = known ? losses[cell] / 10 : Double.NaN;
                accuracies[cell] = known ? Math.exp(-losses[cell]) : Double.NaN;
                if (known) {
                    done.set(cell);
                }
            }
        }
        return new Landscape(
                grid,
                new Landscape.Cells(losses, errors, null, accuracies, done),
                Provenance.NONE.with(Key.LOSS, "cross-entropy"));
    }
}
