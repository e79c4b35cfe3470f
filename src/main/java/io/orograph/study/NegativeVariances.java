package io.orograph.study;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.objective.SubspaceVariances;
import io.orograph.plane.ModelLine;
import java.util.Arrays;
import java.util.Optional;

/** Says where there is no loss because models' own statistics of batch normalisation are followed too far beyond them. */
public final class NegativeVariances {

    private NegativeVariances() {}

    /**
     * Returns a sentence for who looks at a landscape; empty where no cell is without a loss for this reason.
     *
     */
    public static Optional<String> notice(Landscape landscape, Experiment experiment) {
        Grid grid = landscape.grid();
        SubspaceVariances variances = new SubspaceVariances(
                experiment.loss().network(), landscape.section().vectors().subspace());
        int count = 0;
        for (int cell = 0; cell < grid.cells(); cell++) {
            // Looked up only where it can be: a large network has thousands of variances.
            if (landscape.isEvaluated(cell)
                    && Double.isNaN(landscape.loss(cell))
                    && variances.isNegative(
                            grid.alpha().value(cell % grid.nx()), grid.beta().value(cell / grid.nx()))) {
                count++;
            }
        }
        return sentence(count, grid.cells() + " cells");
    }

    /** The same along a line. */
    public static Optional<String> notice(ModelLine line, double[] positions, Experiment experiment) {
        SubspaceVariances variances = new SubspaceVariances(experiment.loss().network(), line.subspace());
        long count = Arrays.stream(positions).filter(variances::isNegative).count();
        return sentence(count, positions.length + " points");
    }

    private static Optional<String> sentence(long count, String of) {
        return count == 0
                ? Optional.empty()
                : Optional.of("There is no loss in " + count + " of " + of
                        + ": beyond the models, variances of batch normalisation that follow the models' own become"
                        + " negative; “recomputed” statistics (--batch-norm recompute) have a loss"
                        + " everywhere.");
    }
}
