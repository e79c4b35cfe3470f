package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.data.Dataset;
import io.orograph.model.onnx.OnnxReader;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.objective.AffineSubspace;
import io.orograph.objective.LossChoice;
import io.orograph.objective.MinibatchGradient;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch normalisation while it is trained, against PyTorch in float64; {@code make_batch_norm.py} wrote the goldens. */
final class BatchNormalizationTrainingTest {

    private static final CancelToken GO = new CancelToken();
    private static final int SAMPLES = 12;
    private static final int PIXELS = 36;
    private static final int[][] BATCHES = {{0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}, {10, 11}};

    private static JsonNode goldens;
    private static Path file;
    private static Network network;
    private static Dataset data;
    private static LossChoice loss;
    private static RunningStatistics statistics;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws IOException, URISyntaxException {
        goldens = goldens("batch_norm.json");
        file = resource("batch_norm.onnx");
        network = OnnxReader.read(file, GO).network();
        double[] x = new double[SAMPLES * PIXELS];
        long[] y = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < PIXELS; j++) {
                x[i * PIXELS + j] = Math.sin(0.9 * i + 0.31 * j);
            }
            y[i] = ((long) i * i + i / 3) % 2;
        }
        data = new Dataset("sines", Tensor.of(x, SAMPLES, 1, 6, 6), Tensor.of(y, SAMPLES));
        loss = LossChoice.detect(network, data);
        statistics = RunningStatistics.of(loss.network());
    }

    private static JsonNode goldens(String name) throws IOException {
        try (InputStream in = BatchNormalizationTrainingTest.class.getResourceAsStream(name)) {
            return JsonMapper.builder().build().readTree(in);
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(BatchNormalizationTrainingTest.class.getResource(name).toURI());
    }

    private static void assertGolden(String step, double[] state) {
        assertGolden(goldens, statistics.tracked().layout(), step, state);
    }

    private static void assertGolden(JsonNode goldens, ParameterLayout layout, String step, double[] state) {
        for (Parameter parameter : layout.parameters()) {
            JsonNode expected = goldens.path(step).path("arrays").path(parameter.name());
            assertThat(expected.size()).as(parameter.name()).isEqualTo(parameter.size());
            double[] numbers = IntStream.range(0, expected.size())
                    .mapToDouble(i -> expected.get(i).asDouble())
                    .toArray();
            // Numbers of the order 1; both sides round in 1e-16 and the paths do not diverge.
            assertThat(Arrays.copyOfRange(state, parameter.offset(), parameter.end()))
                    .as(parameter.name())
                    .containsExactly(numbers, within(1e-9));
        }
    }

    private static double golden(String step, String name) {
        return goldens.path(step).path(name).asDouble();
    }

    @Test
    void stepsAndRunningStatisticsAgreeWithPyTorch() {
        double[] theta = network.weights();
        double[] running = statistics.held();
        assertThat(theta.length + running.length)
                .isEqualTo(statistics.tracked().layout().size());
        assertGolden("0", RunningStatistics.state(theta, running));
        Optimizer optimizer = OptimizerSettings.of(BaseOptimizer.MOMENTUM, 0.05).create(theta.length);
        try (MinibatchGradient gradient = MinibatchGradient.normalizingBatches(loss, data, Precision.DOUBLE, 5);
                Objective objective = new Objective(loss, data, Precision.DOUBLE, 1)) {
            for (int step = 1; step <= 100; step++) {
                int[] batch = BATCHES[(step - 1) % BATCHES.length];
                double before = optimizer.step(theta, 0.05, (at, into) -> gradient.at(at, batch, into, GO));
                gradient.updateStatistics(running);
                if (step == 1 || step == 100) {
                    String name = Integer.toString(step);
                    double[] state = RunningStatistics.state(theta, running);
                    assertThat(before).isCloseTo(golden(name, "batch_loss"), within(1e-9));
                    assertGolden(name, state);
                    assertThat(objective.evaluate(state, GO).loss())
                            .isCloseTo(golden(name, "loss_with_running_statistics"), within(1e-9));
                }
            }
            // Without statistics of its own the same θ is evaluated with the file's.
            assertThat(objective.evaluate(theta, GO).loss())
                    .isEqualTo(objective
                            .evaluate(RunningStatistics.state(theta, statistics.held()), GO)
                            .loss())
                    .isNotCloseTo(golden("100", "loss_with_running_statistics"), within(1e-3));
        }
    }

    /** The exporter wrote all its scales and variances as one tensor, and all its shifts and means. */
    @Test
    void aModelExportedInEvaluationModeBeforeItsTrainingIsTrainedAsInPyTorch() throws IOException, URISyntaxException {
        JsonNode expected = goldens("batch_norm_fresh.json");
        Path exported = resource("batch_norm_fresh.onnx");
        Network fresh = OnnxReader.read(exported, GO).network();
        LossChoice choice = LossChoice.detect(fresh, data);
        RunningStatistics own = RunningStatistics.of(choice.network());
        assertThat(own.untrained()).isEmpty();
        ParameterLayout layout = own.tracked().layout();
        double[] theta = fresh.weights();
        double[] running = own.held();
        assertGolden(expected, layout, "0", RunningStatistics.state(theta, running));
        Optimizer optimizer = OptimizerSettings.of(BaseOptimizer.MOMENTUM, 0.05).create(theta.length);
        try (MinibatchGradient gradient = MinibatchGradient.normalizingBatches(choice, data, Precision.DOUBLE, 5)) {
            for (int step = 0; step < 100; step++) {
                int[] batch = BATCHES[step % BATCHES.length];
                optimizer.step(theta, 0.05, (at, into) -> gradient.at(at, batch, into, GO));
                gradient.updateStatistics(running);
            }
        }
        double[] state = RunningStatistics.state(theta, running);
        assertGolden(expected, layout, "100", state);

        Path saved = folder.resolve("trained.onnx");
        OnnxWriter.write(exported, layout, state, saved);
        Network again = OnnxReader.read(saved, GO).network();
        assertGolden(
                expected,
                layout,
                "100",
                RunningStatistics.state(
                        again.weights(), RunningStatistics.of(again).held()));
        try (Objective objective = new Objective(LossChoice.detect(again, data), data, Precision.DOUBLE, 1)) {
            assertThat(objective.evaluate(again.weights(), GO).loss())
                    .isCloseTo(
                            expected.path("100")
                                    .path("loss_with_running_statistics")
                                    .asDouble(),
                            within(1e-9));
        }
    }

    /** Against PyTorch's update_bn; by one pass over all samples, whatever the statistics were before. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "100"})
    void recomputedStatisticsAgreeWithPyTorch(String step) {
        double[] theta = new double[network.layout().size()];
        for (Parameter parameter : network.layout().parameters()) {
            JsonNode values = goldens.path(step).path("arrays").path(parameter.name());
            for (int i = 0; i < parameter.size(); i++) {
                theta[parameter.offset() + i] = values.path(i).asDouble();
            }
        }
        double[] direction = new double[theta.length];
        direction[0] = 1;
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 1)) {
            StatisticsPolicy recomputed = StatisticsPolicy.RECOMPUTE;
            double expected = golden(step, "loss_with_recomputed_statistics");
            // At any point of a subspace, and whatever statistics come with θ.
            AffineSubspace subspace =
                    new AffineSubspace(recomputed, RunningStatistics.state(theta, statistics.fresh()), direction);
            double[] there = theta.clone();
            there[0] += 0.5;
            objective.parallel(1, GO, (worker, index) -> {
                assertThat(worker.evaluate(theta, recomputed, GO).loss()).isCloseTo(expected, within(1e-9));
                assertThat(worker.evaluate(subspace, GO, 0).loss()).isCloseTo(expected, within(1e-9));
                assertThat(worker.evaluate(subspace, GO, 0.5).loss())
                        .isEqualTo(worker.evaluate(there, recomputed, GO).loss())
                        .isNotCloseTo(expected, within(1e-6));
                // The objective stays what it is for others that use it at the same time.
                assertThat(worker.evaluate(theta, GO).loss()).isCloseTo(expected(theta), within(1e-12));
            });
        }
    }

    /** Of the network's own file and objective. */
    private static double expected(double[] theta) {
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 1)) {
            return objective.evaluate(theta, GO).loss();
        }
    }

    /** What a network has learnt about its data does not come from the test data. */
    @Test
    void testLossesTakeStatisticsThatAreComputedOnTheTrainingData() {
        double[] theta = network.weights();
        Dataset few = data.subset(new int[] {7, 2, 5});
        try (Objective training = new Objective(loss, data, Precision.DOUBLE, 1);
                Objective test = new Objective(loss, few, Precision.DOUBLE, 1)) {
            double[] state = RunningStatistics.state(theta, training.statisticsAt(theta, GO));
            double expected = test.evaluate(state, GO).loss();
            test.parallel(1, GO, (worker, index) -> {
                double onItself =
                        worker.evaluate(theta, StatisticsPolicy.RECOMPUTE, GO).loss();
                test.recomputeStatisticsOn(test);
                assertThat(worker.evaluate(theta, StatisticsPolicy.RECOMPUTE, GO)
                                .loss())
                        .isEqualTo(onItself)
                        .isNotCloseTo(expected, within(1e-3));
                test.recomputeStatisticsOn(training);
                assertThat(worker.evaluate(theta, StatisticsPolicy.RECOMPUTE, GO)
                                .loss())
                        .isEqualTo(expected);
                AffineSubspace subspace =
                        new AffineSubspace(StatisticsPolicy.RECOMPUTE, theta, new double[theta.length]);
                assertThat(worker.evaluate(subspace, GO, 1).loss()).isEqualTo(expected);
                // Another model was opened meanwhile: an end like any other, not one of the process.
                training.close();
                assertThatThrownBy(() -> worker.evaluate(theta, StatisticsPolicy.RECOMPUTE, GO))
                        .isInstanceOf(CancellationException.class);
            });
        }
    }

    @Test
    void theGradientGoesThroughTheStatistics() {
        double[] theta = network.weights();
        double[] gradient = new double[theta.length];
        double[] ignored = new double[theta.length];
        double step = 1e-5;
        try (MinibatchGradient minibatch = MinibatchGradient.normalizingBatches(loss, data, Precision.DOUBLE, 5)) {
            minibatch.at(theta, BATCHES[1], gradient, GO);
            for (int i = 0; i < theta.length; i += 7) {
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[i] += step;
                down[i] -= step;
                double difference =
                        (minibatch.at(up, BATCHES[1], ignored, GO) - minibatch.at(down, BATCHES[1], ignored, GO))
                                / (2 * step);
                // Third derivatives of the order 1 times step²/6, and rounding of 1e-16/step.
                assertThat(gradient[i]).as("derivative %d", i).isCloseTo(difference, within(1e-8));
            }
        }
        assertThat(Arrays.stream(gradient).filter(g -> Math.abs(g) > 1e-4).count())
                .isGreaterThan(30);
    }

    private static TrainingSettings settings(boolean batchStatistics) {
        return new TrainingSettings(
                OptimizerSettings.of(BaseOptimizer.ADAM, 0.01).with(Ascent.SAM, 0.05),
                LearningRateSchedule.CONSTANT,
                5,
                4,
                1,
                0,
                batchStatistics);
    }

    /** What a training leaves is in the saved model: opened again, it has the loss that the training ended with. */
    @Test
    void aTrainedModelIsSavedWithItsStatistics() throws IOException {
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 1)) {
            Training training = new Training(loss, data, objective, null, settings(true));
            Training.Result result =
                    training.run(training.fileState(), (point, state) -> {}, ProgressListener.NONE, GO);
            Path saved = folder.resolve("trained.onnx");
            OnnxWriter.write(file, training.layout(), result.theta(), saved);
            Network again = OnnxReader.read(saved, GO).network();
            assertThat(RunningStatistics.of(again).held())
                    .containsExactly(
                            Arrays.copyOfRange(result.theta(), network.layout().size(), result.theta().length));
            try (Objective opened = new Objective(LossChoice.detect(again, data), data, Precision.DOUBLE, 1)) {
                assertThat(opened.evaluate(again.weights(), GO).loss())
                        .isEqualTo(result.last().train().loss());
            }
        }
    }

    @Test
    void heldStatisticsStay() throws IOException {
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 1)) {
            Training training = new Training(loss, data, objective, null, settings(false));
            List<double[]> states = new ArrayList<>();
            training.run(training.fileState(), (point, state) -> states.add(state), ProgressListener.NONE, GO);
            assertThat(training.layout()).isSameAs(network.layout());
            assertThat(states)
                    .allSatisfy(
                            state -> assertThat(state).hasSize(network.layout().size()));
        }
    }

    /** Means of 0 and variances of 1, for three and for four channels. */
    @Test
    void aFreshTrainingBeginsWithTheStatisticsOfNothing() {
        double[] fresh = statistics.fresh();
        assertThat(fresh).hasSize(14);
        assertThat(Arrays.stream(fresh).sum()).isEqualTo(7);
        assertThat(fresh).containsOnly(0, 1);
        Network held = statistics.holding(fresh);
        assertThat(RunningStatistics.of(held).held()).containsExactly(fresh);
    }
}
