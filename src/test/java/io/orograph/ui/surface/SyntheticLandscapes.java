package io.orograph.ui.surface;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Provenance;
import java.util.BitSet;
import java.util.function.DoubleBinaryOperator;

/** Landscapes with a formula, for tests and for looking at. */
final class SyntheticLandscapes {

    private SyntheticLandscapes() {}

    static Landscape of(Grid grid, DoubleBinaryOperator loss) {
        double[] values = new double[grid.cells()];
        for (int iy = 0; iy < grid.ny(); iy++) {
            for (int ix = 0; ix < grid.nx(); ix++) {
                values[grid.index(ix, iy)] =
                        loss.applyAsDouble(grid.alpha().value(ix), grid.beta().value(iy));
            }
        }
        BitSet all = new BitSet();
        all.set(0, grid.cells());
        return new Landscape(
                grid, new Landscape.Cells(values, new double[grid.cells()], null, null, all), Provenance.NONE);
    }

    /** The same with only the lattice of a stride evaluated. */
    static Landscape coarse(Landscape whole, int stride) {
        Grid grid = whole.grid();
        double[] values = whole.losses();
        BitSet evaluated = new BitSet();
        for (int iy = 0; iy < grid.ny(); iy++) {
            for (int ix = 0; ix < grid.nx(); ix++) {
                boolean onLattice =
                        (ix % stride == 0 || ix == grid.nx() - 1) && (iy % stride == 0 || iy == grid.ny() - 1);
                evaluated.set(grid.index(ix, iy), onLattice);
                values[grid.index(ix, iy)] = onLattice ? values[grid.index(ix, iy)] : Double.NaN;
            }
        }
        return new Landscape(
                grid, new Landscape.Cells(values, new double[grid.cells()], null, null, evaluated), Provenance.NONE);
    }

    static double bowl(double a, double b) {
        return 0.05 + 1.4 * a * a + 0.6 * b * b + 0.5 * a * b;
    }

    /** A crooked valley with bumps around, like a network without skip connections. */
    static double rugged(double a, double b) {
        double bend = b - 0.5 * Math.sin(2.2 * a);
        return 0.08
                + 0.9 * a * a
                + 1.1 * bend * bend
                + 0.35 * (1 - Math.cos(5 * a) * Math.cos(4 * b))
                + 0.15 * Math.sin(9 * a + 2) * Math.sin(8 * b) * Math.min(1, a * a + b * b);
    }

    /** A steep funnel over several powers of ten. */
    static double funnel(double a, double b) {
        double r = Math.hypot(a, 0.7 * b);
        return 0.004 + 0.3 * r + Math.pow(1.8 * r, 6);
    }
}
