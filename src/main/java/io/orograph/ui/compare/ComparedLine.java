package io.orograph.ui.compare;

import io.orograph.figure.Ticks;
import io.orograph.objective.Evaluation;
import io.orograph.plane.ModelLine;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The straight line between two models.
 *
 * @param positions 0 at the first, 1 at the second
 * @param train at each of them
 * @param test the same on test data; null if there are none
 */
record ComparedLine(double[] positions, Evaluation[] train, Evaluation[] test) {

    private static final int STEPS = 40;

    /** Multiples of 1/40 from 0 to 1, which are both among them exactly. */
    static double[] evenly() {
        double[] positions = new double[STEPS + 1];
        Arrays.setAll(positions, i -> (double) i / STEPS);
        return positions;
    }

    double[] trainLosses() {
        return along(train, Evaluation::loss);
    }

    /** Empty where there are no test data, as are the accuracies. */
    double[] testLosses() {
        return along(test, Evaluation::loss);
    }

    /** In per cent. */
    double[] trainAccuracies() {
        return along(train, evaluation -> 100 * evaluation.accuracy());
    }

    /** In per cent. */
    double[] testAccuracies() {
        return along(test, evaluation -> 100 * evaluation.accuracy());
    }

    /** Whether there are accuracies. */
    boolean isClassified() {
        return Arrays.stream(train).anyMatch(evaluation -> Double.isFinite(evaluation.accuracy()));
    }

    private static double[] along(Evaluation[] evaluations, ToDoubleFunction<Evaluation> value) {
        return evaluations == null
                ? new double[0]
                : Arrays.stream(evaluations).mapToDouble(value).toArray();
    }

    /** The height of the barrier, on both data, and where the training accuracy is least. */
    String inWords() {
        double lowest = Arrays.stream(train)
                .mapToDouble(Evaluation::accuracy)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        String onTest =
                test == null ? "" : ", on the test data " + Ticks.number(ModelLine.barrier(positions, testLosses()), 3);
        String accuracy = Double.isNaN(lowest) ? "" : "; the training accuracy falls to " + Differences.percent(lowest);
        return "Line between them: barrier " + Ticks.number(ModelLine.barrier(positions, trainLosses()), 3) + onTest
                + accuracy;
    }
}
