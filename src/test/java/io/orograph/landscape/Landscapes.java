package io.orograph.landscape;

import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;

/** Landscapes of known functions, for tests. */
public final class Landscapes {

    private Landscapes() {}

    public static double[] values(Grid grid, DoubleBinaryOperator function) {
        double[] values = new double[grid.cells()];
        for (int iy = 0; iy < grid.ny(); iy++) {
            for (int ix = 0; ix < grid.nx(); ix++) {
                values[grid.index(ix, iy)] = function.applyAsDouble(
                        grid.alpha().value(ix), grid.beta().value(iy));
            }
        }
        return values;
    }

    public static Landscape of(Grid grid, DoubleBinaryOperator function, Provenance provenance) {
        BitSet all = new BitSet();
        all.set(0, grid.cells());
        return new Landscape(
                grid,
                new Landscape.Cells(values(grid, function), new double[grid.cells()], null, null, all),
                provenance);
    }

    /** With only some cells evaluated; the others hold NaN. */
    public static Landscape partly(Grid grid, DoubleBinaryOperator function, IntPredicate evaluated) {
        double[] values = values(grid, function);
        BitSet done = new BitSet();
        for (int cell = 0; cell < values.length; cell++) {
            if (evaluated.test(cell)) {
                done.set(cell);
            } else {
                values[cell] = Double.NaN;
            }
        }
        double[] errors = new double[values.length];
        Arrays.fill(errors, Double.NaN);
        return new Landscape(grid, new Landscape.Cells(values, errors, null, null, done), Provenance.NONE);
    }
}
