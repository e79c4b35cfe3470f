package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.provenance.Provenance;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class CoarseFillTest {

    private static final DoubleBinaryOperator BOWL = (a, b) -> a * a + 2 * b * b + 1;

    /** The cells of the lattice of a stride: its multiples and the last index on both axes. */
    private static IntPredicate lattice(Grid grid, int stride) {
        return cell -> {
            int ix = cell % grid.nx();
            int iy = cell / grid.nx();
            return (ix % stride == 0 || ix == grid.nx() - 1) && (iy % stride == 0 || iy == grid.ny() - 1);
        };
    }

    /** Bilinear interpolation reproduces 1, α, β and αβ; 1e-14 is their rounding. */
    @Test
    void aBilinearSurfaceIsReproducedFromAnyLattice() {
        DoubleBinaryOperator function = (a, b) -> 1 + 2 * a - 3 * b + 4 * a * b;
        for (int stride : new int[] {2, 4, 8, 16, 32}) {
            Grid grid = new Grid(new Axis(-1, 2, 38), new Axis(0, 1, 27));
            double[] shown = CoarseFill.display(Landscapes.partly(grid, function, lattice(grid, stride)));
            double[] truth = Landscapes.values(grid, function);
            for (int cell = 0; cell < truth.length; cell++) {
                assertThat(shown[cell]).isEqualTo(truth[cell], within(1e-14));
            }
        }
    }

    @Test
    void evaluatedCellsAreShownToTheBitHolesIncluded() {
        Grid grid = Grid.square(1, 21);
        double[] truth = Landscapes.values(grid, BOWL);
        IntPredicate evaluated = cell -> (cell * 7919) % 5 == 0;
        truth[0] = Double.NaN;
        truth[35] = Double.POSITIVE_INFINITY;
        Landscape landscape = withValues(grid, truth, evaluated);
        double[] shown = CoarseFill.display(landscape);
        for (int cell = 0; cell < truth.length; cell++) {
            if (evaluated.test(cell)) {
                assertThat(Double.compare(shown[cell], truth[cell])).isZero();
            }
        }
    }

    /** Filled values are means of evaluated ones, so they stay between the least and the largest of them. */
    @Test
    void anySubsetFillsEveryCellWithinTheRange() {
        Grid grid = new Grid(new Axis(-1, 1, 19), new Axis(-1, 1, 30));
        java.util.Random random = new java.util.Random(1);
        for (int trial = 0; trial < 50; trial++) {
            double share = Math.pow(random.nextDouble(), 3);
            boolean[] chosen = new boolean[grid.cells()];
            for (int cell = 0; cell < chosen.length; cell++) {
                chosen[cell] = random.nextDouble() < share;
            }
            chosen[random.nextInt(chosen.length)] = true;
            Landscape landscape = Landscapes.partly(grid, BOWL, cell -> chosen[cell]);
            for (double value : CoarseFill.display(landscape)) {
                assertThat(value).isBetween(landscape.min() - 1e-12, landscape.max() + 1e-12);
            }
        }
    }

    /**
     * As far as an evaluation has come, the fill stays as near as the lattice allows: between points at distance d,
     * a bilinear piece of a² + 2b² is at most d²/4 + 2d²/4 too high. In these grids θ₀ is no multiple of the stride.
     */
    @Test
    void everyStartOfAnEvaluationShowsTheShape() {
        for (int count : new int[] {173, 151, 75}) {
            Grid grid = Grid.square(1, count);
            int[] order = CoarseToFine.order(grid);
            int stride = 1;
            while ((count - 1) / (2 * stride) >= 8) {
                stride *= 2;
            }
            double distance = stride * grid.alpha().step();
            double[] truth = Landscapes.values(grid, BOWL);
            for (int done = 20 * 20; done < order.length; done += order.length / 7) {
                boolean[] evaluated = new boolean[order.length];
                for (int i = 0; i < done; i++) {
                    evaluated[order[i]] = true;
                }
                double[] shown = CoarseFill.display(Landscapes.partly(grid, BOWL, cell -> evaluated[cell]));
                for (int cell = 0; cell < truth.length; cell++) {
                    assertThat(shown[cell] - truth[cell]).isBetween(-1e-12, 0.75 * distance * distance + 1e-12);
                }
            }
        }
    }

    @Test
    void theFinestEvaluatedLatticeIsUsedWhereItIs() {
        Grid grid = Grid.square(1, 17);
        // Stride 8 everywhere, stride 2 in the lower half.
        IntPredicate coarse = lattice(grid, 8);
        IntPredicate fine = lattice(grid, 2);
        Landscape landscape = Landscapes.partly(
                grid, (a, b) -> a * a, cell -> coarse.test(cell) || (cell / 17 <= 8 && fine.test(cell)));
        double[] shown = CoarseFill.display(landscape);
        double step = grid.alpha().step();
        // Between lattice points at distance d the square is too high by d²/4 in the middle.
        assertThat(shown[grid.index(5, 3)] - square(grid.alpha().value(5))).isEqualTo(step * step, within(1e-14));
        assertThat(shown[grid.index(4, 13)] - square(grid.alpha().value(4))).isEqualTo(16 * step * step, within(1e-14));
    }

    private static double square(double x) {
        return x * x;
    }

    @Test
    void oneEvaluatedCellFillsAllAndNoneFillsNothing() {
        Grid grid = Grid.square(1, 9);
        assertThat(CoarseFill.display(Landscapes.partly(grid, BOWL, cell -> cell == 40)))
                .containsOnly(1.0);
        assertThat(CoarseFill.display(Landscapes.partly(grid, BOWL, cell -> false)))
                .containsOnly(Double.NaN);
    }

    @Test
    void aSmallestGridIsFilledToo() {
        Grid grid = new Grid(new Axis(0, 1, 2), new Axis(0, 1, 2));
        assertThat(CoarseFill.display(Landscapes.partly(grid, (a, b) -> a + b, cell -> cell == 3)))
                .containsOnly(2.0);
    }

    @Test
    void aHoleOfTheLatticeShowsAboutItsSquareAndNoFurther() {
        Grid grid = Grid.square(1, 17);
        double[] truth = Landscapes.values(grid, BOWL);
        int hole = grid.index(8, 8);
        truth[hole] = Double.NaN;
        double[] shown = CoarseFill.display(withValues(grid, truth, lattice(grid, 4)));
        assertThat(shown[grid.index(9, 9)]).isNaN();
        assertThat(shown[grid.index(10, 8)]).isFinite();
        assertThat(shown[grid.index(7, 8)]).isNaN();
        for (int iy = 0; iy < 17; iy++) {
            for (int ix = 0; ix < 17; ix++) {
                if (Math.max(Math.abs(ix - 8), Math.abs(iy - 8)) > 2) {
                    assertThat(shown[grid.index(ix, iy)]).isFinite();
                }
            }
        }
    }

    @Test
    void aCompleteLandscapeIsShownAsItIs() {
        Landscape landscape = Landscapes.of(Grid.square(1, 5), BOWL, Provenance.NONE);
        assertThat(CoarseFill.display(landscape)).containsExactly(landscape.losses());
    }

    private static Landscape withValues(Grid grid, double[] values, IntPredicate evaluated) {
        return Landscapes.partly(
                grid,
                (a, b) -> values[grid.index(grid.alpha().nearest(a), grid.beta().nearest(b))],
                evaluated);
    }

    /** What few samples are off by is 2 + α here, which any lattice fills exactly; 1e-13 is the rounding of
     * values of 12. */
    @Test
    void aFirstLookIsCorrectedByWhatItIsOffBy() {
        Grid grid = Grid.square(1, 33);
        DoubleBinaryOperator truth = (a, b) -> 10 + Math.sin(9 * a) + Math.cos(7 * b);
        Landscape few = Landscapes.of(grid, (a, b) -> truth.applyAsDouble(a, b) - 2 - a, Provenance.NONE);
        Landscape making = Landscapes.partly(grid, truth, lattice(grid, 8)).over(few);
        double[] shown = CoarseFill.display(making);
        double[] values = Landscapes.values(grid, truth);
        for (int cell = 0; cell < values.length; cell++) {
            assertThat(shown[cell]).isEqualTo(values[cell], within(1e-13));
        }
    }

    @Test
    void aFirstLookIsCorrectedByHalfOfItAtMost() {
        Grid grid = Grid.square(1, 9);
        Landscape few = Landscapes.of(grid, (a, b) -> 2, Provenance.NONE);
        Landscape making =
                Landscapes.partly(grid, (a, b) -> 0, lattice(grid, 4)).over(few);
        assertThat(CoarseFill.display(making)[grid.index(1, 1)]).isEqualTo(1);
    }

    @Test
    void aFirstLookIsShownAsItIsBeforeTheFirstCellAndNotAtAllAfterTheLast() {
        Grid grid = Grid.square(1, 9);
        Landscape few = Landscapes.of(grid, (a, b) -> 1 + a, Provenance.NONE);
        Landscape none = Landscapes.partly(grid, BOWL, cell -> false);
        Landscape whole = Landscapes.of(grid, BOWL, Provenance.NONE);

        assertThat(CoarseFill.display(none.over(few))).isEqualTo(few.losses());
        assertThat(CoarseFill.display(whole.over(few))).isEqualTo(whole.losses());
        assertThat(none.over(few).losses()).containsOnly(Double.NaN);
    }

    /** Where the first look has a hole, there is nothing to correct; next to it, it is shown as it is. */
    @Test
    void aHoleOfAFirstLookStaysAHole() {
        Grid grid = Grid.square(1, 9);
        int hole = grid.index(4, 4);
        double[] estimate = Landscapes.values(grid, BOWL);
        estimate[hole] = Double.POSITIVE_INFINITY;
        Landscape few = withValues(grid, estimate, cell -> true);
        Landscape making = Landscapes.partly(grid, BOWL, lattice(grid, 4).and(cell -> cell != hole))
                .over(few);
        double[] shown = CoarseFill.display(making);
        assertThat(shown[hole]).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(shown[grid.index(5, 4)]).isEqualTo(estimate[grid.index(5, 4)], within(1e-14));
    }
}
