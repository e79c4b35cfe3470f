package io.orograph.ui.between;

import io.orograph.objective.Evaluation;
import io.orograph.objective.Objective;
import io.orograph.objective.StatisticsSource;
import io.orograph.plane.ModelLine;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.training.BezierCurve;
import java.util.Arrays;

/**
 * The losses along a curve between two models and along the straight line between them, at the same t.
 *
 * @param positions t, from 0 to 1, which are both among them exactly
 * @param train on the data that the curve was trained on
 * @param test on others; null if there are none
 */
record Connection(double[] positions, Side train, Side test) {

    private static final int STEPS = 40;

    /** The losses on one set of data. */
    record Side(double[] positions, double[] curve, double[] line) {

        double curveBarrier() {
            return ModelLine.barrier(positions, curve);
        }

        double lineBarrier() {
            return ModelLine.barrier(positions, line);
        }

        double curveHighest() {
            return Arrays.stream(curve).max().orElse(Double.NaN);
        }

        double lineHighest() {
            return Arrays.stream(line).max().orElse(Double.NaN);
        }
    }

    /** Multiples of 1/40. */
    static double[] evenly() {
        double[] positions = new double[STEPS + 1];
        Arrays.setAll(positions, i -> (double) i / STEPS);
        return positions;
    }

    /**
     * Evaluates both on all workers of the objective.
     *
     * @param statistics what batch normalisations are evaluated with
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    static Side along(
            BezierCurve curve,
            Objective objective,
            StatisticsSource statistics,
            ProgressListener progress,
            CancelToken cancel) {
        double[] positions = evenly();
        int count = positions.length;
        Evaluation[] line = new ModelLine(curve.start(), curve.end())
                .evaluate(
                        objective, statistics, positions, (done, total) -> progress.progress(done, 2L * count), cancel);
        Evaluation[] bent = curve.evaluate(
                objective, statistics, positions, (done, total) -> progress.progress(count + done, 2L * count), cancel);
        return new Side(positions, losses(bent), losses(line));
    }

    private static double[] losses(Evaluation[] evaluations) {
        return Arrays.stream(evaluations).mapToDouble(Evaluation::loss).toArray();
    }
}
