package io.orograph.study;

import io.orograph.landscape.Landscape;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Weights;
import io.orograph.objective.Evaluation;
import io.orograph.sharpness.FlatArea;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.RelativeVerdict;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What was found out about one model.
 *
 * @param recomputed whether statistics of batch normalisation were computed anew at every cell
 * @param landscape over its own random directions, scaled to its own filters
 * @param layout of its parameters
 * @param weights with its running statistics of batch normalisations
 * @param train at its weights
 * @param test the same on test data; null if there are none
 * @param gaussian average increase under noise relative to each filter
 * @param largestEigenvalue of the Hessian; NaN if it was not asked for
 * @param sharpness by the measures that decide which of two models is sharper; empty if they were not taken
 */
public record ComparedModel(
        String name,
        boolean recomputed,
        Landscape landscape,
        ParameterLayout layout,
        Weights weights,
        Evaluation train,
        Evaluation test,
        GaussianIncrease.Result gaussian,
        double largestEigenvalue,
        Map<SharpnessMeasure, Measurement> sharpness) {

    /** How much more than at the weights still counts as flat. */
    public static final double TOLERANCE = 0.1;

    /** One without the measures of sharpness. */
    ComparedModel(
            String name,
            boolean recomputed,
            Landscape landscape,
            ParameterLayout layout,
            Weights weights,
            Evaluation train,
            Evaluation test,
            GaussianIncrease.Result gaussian,
            double largestEigenvalue) {
        this(name, recomputed, landscape, layout, weights, train, test, gaussian, largestEigenvalue, Map.of());
    }

    /** Returns whether it is sharper or flatter than another. */
    public RelativeVerdict against(ComparedModel other) {
        return RelativeVerdict.of(sharpness, other.sharpness, '“' + other.name + '”', train.samples());
    }

    /** Tells whether a straight line joins it to another: their parameters have the same shapes in the same order. */
    public boolean isAlike(ComparedModel other) {
        return weights.statistics().length == other.weights.statistics().length
                && shapes(layout).equals(shapes(other.layout));
    }

    /** Tells whether it has batch normalisations whose statistics can be chosen. */
    public boolean normalizes() {
        return weights.hasStatistics();
    }

    private static List<String> shapes(ParameterLayout of) {
        return of.parameters().stream()
                .map(parameter -> Arrays.toString(parameter.shape()))
                .toList();
    }

    /** Returns the share of the plane, 0 to 1, on which the loss is within {@link #TOLERANCE} of that at the weights. */
    public double flatShare() {
        return FlatArea.share(landscape, TOLERANCE);
    }

    /** Returns how much larger the loss is on the test data; NaN if there are none. */
    public double lossGap() {
        return test == null ? Double.NaN : test.loss() - train.loss();
    }

    /** Returns how much smaller the accuracy is on the test data; NaN if there is no such thing. */
    public double accuracyGap() {
        return test == null ? Double.NaN : train.accuracy() - test.accuracy();
    }
}
