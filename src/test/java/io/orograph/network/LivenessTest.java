package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which values have memory of their own: y = tanh(x·s)·e with s = tanh(v·w) and e = softplus(s). */
class LivenessTest {

    private static final int BATCH = 3;
    private static final int WIDTH = 5;

    private final Network network = new NetworkSketch()
            .input("x", Shape.FREE, WIDTH)
            .drawn("v", new Random(1), 1, WIDTH, WIDTH)
            .drawn("w", new Random(2), 1, WIDTH, WIDTH)
            .node("MatMul", List.of("v", "w"), "t")
            .node("Tanh", List.of("t"), "s")
            .node("MatMul", List.of("x", "s"), "z")
            .node("Tanh", List.of("z"), "a")
            .node("Softplus", List.of("s"), "e")
            .node("MatMul", List.of("a", "e"), "y")
            .output("y", Shape.FREE, WIDTH)
            .build();

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    private Liveness liveness(boolean keepsWeights) {
        int output = network.values().indexOf("y");
        return new Liveness(network, output, new Dependences(network, Set.of()), keepsWeights);
    }

    private boolean isKept(Liveness liveness, String value) {
        return liveness.isKept(network.values().indexOf(value));
    }

    @Test
    void weightsThatOnlyWeightsAreMadeOfGiveUpTheirMemory() {
        Liveness liveness = liveness(false);
        assertThat(isKept(liveness, "t")).isFalse();
        assertThat(liveness.lastReadBy(1)).containsExactly(network.values().indexOf("t"));
        assertThat(isKept(liveness, "s")).as("read by general nodes too").isTrue();
        assertThat(isKept(liveness, "e")).isTrue();
        assertThat(isKept(liveness, "a")).isFalse();
    }

    @Test
    void wherePartsAreRunByThemselvesAllWeightsStay() {
        Liveness liveness = liveness(true);
        assertThat(isKept(liveness, "t")).isTrue();
        assertThat(isKept(liveness, "a")).isFalse();
    }

    /** Against the same plan with memory of its own for each value, that for gradients; rounding of floats, 2⁻²⁴ a sum of five. */
    @Test
    void memoryThatIsUsedAgainDoesNotShow() {
        double[] theta = network.weights();
        List<long[]> shapes = ShapeInference.inputShapes(network, BATCH);
        try (ExecutionPlan plan = ExecutionPlan.forward(network, shapes, Precision.SINGLE);
                ExecutionPlan apart = ExecutionPlan.gradient(network, shapes, Precision.SINGLE)) {
            NativeCopy.write(theta, plan.parameters());
            NativeCopy.write(theta, apart.parameters());
            for (int run = 0; run < 3; run++) {
                double[] x = new Random(run).doubles(BATCH * WIDTH, -1, 1).toArray();
                NativeCopy.write(x, plan.input(0));
                NativeCopy.write(x, apart.input(0));
                if (run == 0) {
                    plan.forward();
                    apart.forward();
                } else {
                    plan.forwardOnOtherInputs();
                    apart.forwardOnOtherInputs();
                }
                assertThat(output(plan)).containsExactly(output(apart), within(1e-6));
            }
        }
    }

    private static double[] output(ExecutionPlan plan) {
        double[] numbers = new double[(int) plan.output().length()];
        NativeCopy.read(plan.output(), numbers);
        return numbers;
    }
}
