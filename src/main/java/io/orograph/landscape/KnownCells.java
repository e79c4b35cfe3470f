package io.orograph.landscape;

import io.orograph.objective.Evaluation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Cells of one plane that were evaluated before, on the same samples: a grid that shares places with theirs need not evaluate
 * them again. Places are the same where their coordinates are, to the bit, so that what is taken is what would be computed.
 */
public final class KnownCells {

    /** No cells. */
    public static final KnownCells NONE = new KnownCells(List.of());

    private final List<Landscape> landscapes;

    /**
     * Takes the cells of landscapes.
     *
     * @param landscapes over the same plane, of the same loss on the same samples, by the same arithmetic
     */
    public KnownCells(List<Landscape> landscapes) {
        this.landscapes = List.copyOf(landscapes);
    }

    /**
     * Returns what was found at a place.
     *
     * @param samples that each cell is evaluated on
     */
    Optional<Evaluation> find(double alpha, double beta, int samples) {
        for (Landscape landscape : landscapes) {
            int cell = cell(landscape.grid(), alpha, beta);
            if (cell >= 0 && landscape.isEvaluated(cell)) {
                return Optional.of(new Evaluation(
                        landscape.loss(cell),
                        landscape.standardError(cell),
                        landscape.differenceError(cell),
                        landscape.accuracy(cell),
                        samples));
            }
        }
        return Optional.empty();
    }

    /** Returns the standard error of the difference between two places; empty where it was not computed. */
    OptionalDouble pairError(double[] first, double[] second) {
        for (Landscape landscape : landscapes) {
            int one = cell(landscape.grid(), first[0], first[1]);
            int other = cell(landscape.grid(), second[0], second[1]);
            Double error = one < 0 || other < 0
                    ? null
                    : landscape.pairErrors().errors().get(PairErrors.Pair.of(one, other));
            if (error != null) {
                return OptionalDouble.of(error);
            }
        }
        return OptionalDouble.empty();
    }

    /** Returns the cell at a place; -1 if none lies there. */
    private static int cell(Grid grid, double alpha, double beta) {
        int ix = index(grid.alpha(), alpha);
        int iy = index(grid.beta(), beta);
        return ix < 0 || iy < 0 ? -1 : grid.index(ix, iy);
    }

    private static int index(Axis axis, double value) {
        int nearest = axis.nearest(value);
        boolean same = Double.doubleToRawLongBits(axis.value(nearest)) == Double.doubleToRawLongBits(value);
        return same ? nearest : -1;
    }
}
