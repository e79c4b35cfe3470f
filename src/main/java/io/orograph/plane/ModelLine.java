package io.orograph.plane;

import io.orograph.math.Vectors;
import io.orograph.network.StatisticsPolicy;
import io.orograph.objective.AffineSubspace;
import io.orograph.objective.Evaluation;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;

/**
 * The straight line between two models, (1 − t)·A + t·B (Goodfellow et al. 2015): A at t = 0, B at t = 1.
 * Running statistics of batch normalisations may follow the weights of both; they are then each model's own at its end, and
 * change evenly between.
 *
 * @param start A
 * @param end B
 */
public record ModelLine(double[] start, double[] end) {

    /**
     * Checks that the models go together.
     *
     * @throws IllegalArgumentException if the models have different numbers of weights
     */
    public ModelLine {
        if (start.length != end.length) {
            throw new IllegalArgumentException(start.length + " weights and " + end.length + ": no line joins them");
        }
    }

    /**
     * Returns ‖B − A‖, the distance between the models.
     *
     * @param weights how many numbers θ has; what follows them does not count
     */
    public double length(int weights) {
        return Vectors.norm(Vectors.difference(end, start), weights);
    }

    /**
     * Returns the loss at points of the line, on all workers of the objective. At t = 0 it is that of A to the bit.
     *
     * @param statistics what batch normalisations are evaluated with
     * @param positions t of each point
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Evaluation[] evaluate(
            Objective objective,
            StatisticsPolicy statistics,
            double[] positions,
            ProgressListener progress,
            CancelToken cancel) {
        AffineSubspace subspace = subspace(statistics);
        Evaluation[] results = new Evaluation[positions.length];
        objective.parallel(
                positions.length,
                progress,
                cancel,
                (worker, i) -> results[i] = worker.evaluate(subspace, cancel, positions[i]));
        return results;
    }

    /** Returns the line as a subspace along t. */
    public AffineSubspace subspace() {
        return subspace(StatisticsPolicy.OWN);
    }

    private AffineSubspace subspace(StatisticsPolicy statistics) {
        return new AffineSubspace(statistics, start, Vectors.difference(end, start));
    }

    /**
     * Returns the height of the barrier between the models: how far the loss between them rises above the straight line
     * between their own losses, max over 0 ≤ t ≤ 1 of L(t) − ((1 − t)·L(0) + t·L(1)) (Frankle et al. 2020; Entezari et
     * al. 2022). Not negative: it is 0 at the ends.
     *
     * @param positions t of the points, which hold 0 and 1; points outside are left out
     * @param losses L at each
     * @return NaN if there is no point at 0 or 1, or a loss between them is NaN
     */
    public static double barrier(double[] positions, double[] losses) {
        double first = at(0, positions, losses);
        double last = at(1, positions, losses);
        double highest = 0;
        for (int i = 0; i < positions.length; i++) {
            double t = positions[i];
            if (t >= 0 && t <= 1) {
                highest = Math.max(highest, losses[i] - ((1 - t) * first + t * last));
            }
        }
        return highest;
    }

    private static double at(double position, double[] positions, double[] losses) {
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] == position) {
                return losses[i];
            }
        }
        return Double.NaN;
    }
}
