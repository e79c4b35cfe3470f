package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.curvature.Lanczos;
import io.orograph.curvature.PreconditionedHessian;
import io.orograph.curvature.SymmetricOperator;
import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossKind;
import io.orograph.objective.MinibatchGradient;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of every optimiser, and schedules, against PyTorch in float64; {@code make_goldens.py} wrote the goldens. */
final class OptimizerGoldensTest {

    private static final int SAMPLES = 12;
    private static final int INPUTS = 3;

    private static JsonNode goldens;
    private static MinibatchGradient gradient;
    private static Objective objective;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = OptimizerGoldensTest.class.getResourceAsStream("optimizers.json")) {
            goldens = JsonMapper.builder().build().readTree(in);
        }
        Network network = NetworkSketch.dense(0, "Tanh", List.of(), INPUTS, 4, 2);
        double[] x = new double[SAMPLES * INPUTS];
        long[] y = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < INPUTS; j++) {
                x[i * INPUTS + j] = Math.sin(1.3 * i + 0.7 * j);
            }
            y[i] = ((long) i * i + i / 3) % 2;
        }
        Dataset data = new Dataset("sines", Tensor.of(x, SAMPLES, INPUTS), Tensor.of(y, SAMPLES));
        LossChoice loss = LossChoice.choose(network, data, LossKind.CROSS_ENTROPY);
        // A tile of 5: the whole batch is then three tiles, the last one not full.
        gradient = new MinibatchGradient(loss, data, Precision.DOUBLE, 5);
        objective = new Objective(loss, data, Precision.DOUBLE, 1);
    }

    @AfterAll
    static void close() {
        gradient.close();
        objective.close();
    }

    private static double[] numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(i -> list.get(i).asDouble())
                .toArray();
    }

    private static double loss(double[] theta, double[] into) {
        return gradient.at(theta, IntStream.range(0, SAMPLES).toArray(), into, new CancelToken());
    }

    private static OptimizerSettings settings(BaseOptimizer base, double rate) {
        return new OptimizerSettings(base, Ascent.NONE, rate, 0.9, 0.01, 0);
    }

    static Stream<Arguments> optimizers() {
        OptimizerSettings momentum = settings(BaseOptimizer.MOMENTUM, 0.1);
        OptimizerSettings adam = settings(BaseOptimizer.ADAM, 0.01);
        return Stream.of(
                Arguments.of("sgd", settings(BaseOptimizer.SGD, 0.1)),
                Arguments.of("momentum", momentum),
                Arguments.of("nesterov", settings(BaseOptimizer.NESTEROV, 0.1)),
                Arguments.of("adam", adam),
                Arguments.of("adamw", settings(BaseOptimizer.ADAMW, 0.01)),
                Arguments.of("rmsprop", settings(BaseOptimizer.RMSPROP, 0.001)),
                Arguments.of("sam-momentum", momentum.with(Ascent.SAM, 0.05)),
                Arguments.of("sam-adam", adam.with(Ascent.SAM, 0.05)),
                Arguments.of("asam-momentum", momentum.with(Ascent.ASAM, 0.5)),
                Arguments.of("asam-adam", adam.with(Ascent.ASAM, 0.5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void stepsAgreeWithPyTorch(String name, OptimizerSettings settings) {
        double[] theta = numbers(goldens.path("start"));
        Optimizer optimizer = settings.create(theta.length);
        for (int step = 1; step <= 100; step++) {
            double before = optimizer.step(theta, settings.learningRate(), OptimizerGoldensTest::loss);
            if (step == 1) {
                assertThat(before).isCloseTo(goldens.path("start_loss").asDouble(), within(1e-12));
            }
            if (step == 1 || step == 100) {
                double[] expected = numbers(goldens.path("weights").path(name).path(Integer.toString(step)));
                // The weights are of the order 1; both sides round in 1e-16 and the paths do not diverge.
                assertThat(theta).hasSameSizeAs(expected).containsExactly(expected, within(1e-9));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void sharpnessAsTheOptimizerSeesItAgreesWithPyTorch(String name, OptimizerSettings settings) {
        double[] theta = numbers(goldens.path("start"));
        Optimizer optimizer = settings.create(theta.length);
        for (int step = 0; step < 20; step++) {
            optimizer.step(theta, settings.learningRate(), OptimizerGoldensTest::loss);
        }
        TrainingState state = new TrainingState(20, theta, optimizer.rule().moments(), 20);
        TrainingSettings whole =
                new TrainingSettings(settings, LearningRateSchedule.CONSTANT, SAMPLES, 100, 0, 0, true);
        StabilityLine.Known known = StabilityLine.of(whole, SAMPLES, settings.learningRate(), state);
        if (settings.ascent() != Ascent.NONE) {
            assertThat(known.line()).isEmpty();
            assertThat(known.reason()).startsWith(settings.ascent().title() + " takes its gradient beside");
            return;
        }
        StabilityLine line = known.line().orElseThrow();
        Hessian hessian = new Hessian(
                objective, theta, FreeParameters.all(objective.network().layout()), new CancelToken());
        double[] diagonal = line.preconditioner().orElseGet(() -> {
            double[] ones = new double[theta.length];
            Arrays.fill(ones, 1);
            return ones;
        });
        JsonNode expected = goldens.path("sharpness").path(name);
        // Differences of gradients are exact to 1e-9, an eigenvalue to the square of the tolerance of Lanczos.
        assertThat(largest(hessian)).isCloseTo(expected.path("hessian").asDouble(), withinPercentage(1e-5));
        assertThat(largest(PreconditionedHessian.of(hessian, diagonal, line.decay())))
                .isCloseTo(expected.path("seen").asDouble(), withinPercentage(1e-5));
    }

    private static double largest(SymmetricOperator operator) {
        return Lanczos.top(1, 0)
                .of(operator, Lanczos.Listener.NONE)
                .largest()
                .get(0)
                .value();
    }

    @Test
    void schedulesAgreeWithPyTorch() {
        double[] drops = numbers(goldens.path("schedules").path("step"));
        double[] cosine = numbers(goldens.path("schedules").path("cosine"));
        LearningRateSchedule step = new LearningRateSchedule(LearningRateSchedule.Shape.STEP, 0, 6, 0.5);
        LearningRateSchedule wave = new LearningRateSchedule(LearningRateSchedule.Shape.COSINE, 0, 1, 1);
        for (int s = 0; s < drops.length; s++) {
            // PyTorch multiplies from step to step, which rounds each time.
            assertThat(step.at(0.2, s, drops.length)).isCloseTo(drops[s], within(1e-15));
            assertThat(wave.at(0.2, s, drops.length)).isCloseTo(cosine[s], within(1e-15));
        }
    }

    @Test
    void warmupRisesEvenlyToTheFullRateAndTheScheduleBeginsAfterIt() {
        LearningRateSchedule schedule = new LearningRateSchedule(LearningRateSchedule.Shape.COSINE, 4, 1, 1);
        assertThat(new double[] {
                    schedule.at(0.8, 0, 10), schedule.at(0.8, 1, 10), schedule.at(0.8, 3, 10), schedule.at(0.8, 4, 10)
                })
                .containsExactly(0.2, 0.4, 0.8, 0.8);
        assertThat(schedule.at(0.8, 7, 10)).isCloseTo(0.4, within(1e-15));
    }
}
