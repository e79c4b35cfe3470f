package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.Dataset;
import io.orograph.network.NativeMemory;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.task.CancelToken;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of the memory before the work is what the work takes. */
final class PlannedMemoryTest {

    private static final int SAMPLES = 400;

    @ParameterizedTest
    @EnumSource
    void gradientsTakeWhatWasPlanned(Precision precision) {
        CancelToken go = new CancelToken();
        Random random = new Random(1);
        Network network = NetworkSketch.dense(1, "Tanh", List.of(), 30, 200, 5);
        Dataset data = new Dataset(
                "drawn", NetworkSketch.drawn(random, 1, SAMPLES, 30), NetworkSketch.classes(random, SAMPLES, 5));
        try (Objective objective = new Objective(LossChoice.detect(network, data), data, precision, 1)) {
            long before = NativeMemory.used();
            PlannedMemory planned = objective.memoryOfGradients();
            assertThat(NativeMemory.used()).as("nothing is left of planning").isEqualTo(before);
            objective.evaluate(network.weights(), go);
            objective.gradient(network.weights(), go);
            assertThat(NativeMemory.used() - before).isEqualTo(planned.bytes());
            // A weight takes three numbers at least: twice itself, and its gradient.
            long weights = (long) network.layout().size() * precision.type().width();
            assertThat(planned.perWorker()).isGreaterThan(3 * weights);
            assertThat(objective.memoryOverPlane().bytes()).isEqualTo(5 * weights);
        }
    }
}
