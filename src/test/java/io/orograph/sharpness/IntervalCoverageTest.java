package io.orograph.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.Dataset;
import io.orograph.math.Shuffle;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.objective.GroupedObjective;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How often the 95 % interval of a difference holds what all data give, over disjoint subsamples of them. */
class IntervalCoverageTest {

    private static final CancelToken GO = new CancelToken();
    private static final int SAMPLES = 100;
    private static final int TIMES = 30;
    private static final int GROUPS = 10;

    private static final Dataset ALL = new Dataset(
            "classes",
            NetworkSketch.drawn(new Random(1), 1, SAMPLES * TIMES, 6),
            NetworkSketch.classes(new Random(6), SAMPLES * TIMES, 3));

    private static Measurement at(Network network, SharpnessMeasure measure, Dataset data) {
        LossChoice loss = LossChoice.detect(network, data);
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 2);
                GroupedObjective groups = new GroupedObjective(loss, data, GROUPS, 2)) {
            return measure.measure(
                    new MeasuredPoint(objective, Optional.of(groups), network.weights(), 0, GO), ProgressListener.NONE);
        }
    }

    /** Of 30 intervals that each hold with 95 %, fewer than 25 do with a probability of 1 in 300. */
    @Test
    void theIntervalOfADifferenceHoldsAsOftenAsItSays() {
        Network first = NetworkSketch.dense(4, "Relu", List.of(), 6, 10, 3);
        Network second = NetworkSketch.dense(5, "Relu", List.of(), 6, 10, 3);
        int[] order = Shuffle.order(ALL.samples(), new Random(3));
        for (SharpnessMeasure measure : List.of(new AdaptiveTrace(16, 0), new AdaptiveBallAscent(0.5, 10, 1, 0))) {
            double truth =
                    at(first, measure, ALL).value() - at(second, measure, ALL).value();
            int held = 0;
            for (int i = 0; i < TIMES; i++) {
                Dataset some = ALL.subset(Arrays.copyOfRange(order, i * SAMPLES, (i + 1) * SAMPLES));
                PairedDifference difference = PairedDifference.of(at(first, measure, some), at(second, measure, some));
                held += difference.low() <= truth && truth <= difference.high() ? 1 : 0;
            }
            assertThat(held).as("%s: %d of %d", measure.label(), held, TIMES).isBetween(25, TIMES);
        }
    }
}
