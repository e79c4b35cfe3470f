package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.choice.Named;
import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A loss is one class and one line in a list: the rest of the program takes one that it has never heard of. */
final class AddedLossTest {

    private static final CancelToken GO = new CancelToken();

    @Test
    void isFoundByNameAndEvaluated() {
        List<LossKind> losses = new ArrayList<>(LossKind.all());
        losses.add(LogCosh.KIND);
        LossKind found = Named.find(losses, "log-cosh").orElseThrow();
        assertThat(Named.labels(losses)).endsWith("mae, output, log-cosh");
        assertThat(found.title()).isEqualTo("Log-cosh");
        assertThat(LossKind.all()).doesNotContain(found);

        Network network = NetworkSketch.dense(3, "Tanh", List.of(), 4, 5, 2);
        Random random = new Random(8);
        Tensor x = NetworkSketch.drawn(random, 1, 12, 4);
        Dataset data = new Dataset("d", x, NetworkSketch.drawn(random, 1, 12, 2));
        LossChoice choice = LossChoice.choose(network, data, found);
        assertThat(choice.reason()).isEqualTo(found.description());
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
            double[] theta = network.weights();
            double[] gradient = objective.gradient(theta, GO);
            // The best step of a central difference, ∛ε: its error is below 1e-9 for losses of this smoothness.
            double step = 6e-6;
            for (int i = 0; i < theta.length; i += 7) {
                double[] ahead = theta.clone();
                double[] behind = theta.clone();
                ahead[i] += step;
                behind[i] -= step;
                double slope = (objective.evaluate(ahead, GO).loss()
                                - objective.evaluate(behind, GO).loss())
                        / (2 * step);
                assertThat(gradient[i]).isCloseTo(slope, within(1e-9));
            }
        }
    }
}
