package io.orograph.objective;

import static io.orograph.math.NumberText.number;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a network says of some samples at its weights, looked at where its operators do not tell what its outputs are.
 *
 * @param outputs [samples, …]
 */
record OutputProbe(Tensor outputs) {

    /** So many samples, spread over the data, are looked at. */
    private static final int SAMPLES = 64;

    /** The amount by which single precision may miss a bound. */
    private static final double ROUNDING = 1e-5;

    static OutputProbe of(Network network, Dataset data) {
        int count = Math.min(SAMPLES, data.samples());
        int[] some = IntStream.range(0, count)
                .map(i -> (int) ((long) i * data.samples() / count))
                .toArray();
        return new OutputProbe(Predictor.predict(
                network, network.weights(), data.arrays().entries(some), Precision.SINGLE, new CancelToken()));
    }

    /** Tells whether they are probabilities of classes, those of each position summing to 1. */
    boolean areProbabilities(OutputLayout layout) {
        return Targets.areProbabilities(layout, outputs, (int) outputs.size(0));
    }

    static String text(double output) {
        return number(output, 3);
    }

    double least() {
        return Arrays.stream(outputs.doubles()).min().orElse(Double.NaN);
    }

    double greatest() {
        return Arrays.stream(outputs.doubles()).max().orElse(Double.NaN);
    }

    /** Tells whether none is above 0, as logarithms of probabilities are. */
    boolean areNotPositive() {
        return !(greatest() > ROUNDING);
    }

    /** Tells whether all lie from 0 to 1, or are NaN. */
    boolean areInUnit() {
        return !(least() < -ROUNDING) && !(greatest() > 1 + ROUNDING);
    }
}
