package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.arrays.NpzWriter;
import io.orograph.data.DataSource;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.model.ModelReaders;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossOptions;
import io.orograph.objective.Objective;
import io.orograph.plane.ModelLine;
import io.orograph.plane.ModelPlane;
import io.orograph.plane.Plane;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.training.CheckpointSeries;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three models with batch normalisation and what lies between them, against each model opened by itself. */
class StatisticsPolicyTest {

    private static final CancelToken GO = new CancelToken();
    private static final int SAMPLES = 12;

    @TempDir
    private Path folder;

    private Path first;
    private LoadedData data;
    private RunningStatistics statistics;

    @BeforeEach
    void prepare() throws IOException, URISyntaxException {
        first = Path.of(StatisticsPolicyTest.class
                .getResource("/io/orograph/training/batch_norm.onnx")
                .toURI());
        Random random = new Random(5);
        double[] x = random.doubles(SAMPLES * 36).map(v -> 2 * v - 1).toArray();
        long[] y = random.longs(SAMPLES, 0, 2).toArray();
        Path file = folder.resolve("data.npz");
        NpzWriter.write(file, npz -> {
            npz.add("x", Tensor.of(x, SAMPLES, 1, 6, 6));
            npz.add("y", Tensor.of(y, SAMPLES));
        });
        data = LoadedData.open(DataSource.of(file));
        statistics = RunningStatistics.of(network(first));
    }

    private static Network network(Path file) throws IOException {
        return ModelReaders.open(file, GO).network();
    }

    private Experiment open(Path file, Precision precision) throws IOException {
        return Experiment.of(
                ModelReaders.open(file, GO), data, new ExperimentSettings(LossOptions.FOUND, 0, false, precision, 2));
    }

    /** The first model with other weights and statistics; its variances are the first one's times a factor. */
    private Path other(String name, long seed, double factor) throws IOException {
        Network network = network(first);
        double[] state = RunningStatistics.state(network.weights(), statistics.held());
        int weights = network.layout().size();
        Random random = new Random(seed);
        for (int i = 0; i < state.length; i++) {
            state[i] += 0.3 * random.nextGaussian();
        }
        for (int place : statistics.variances()) {
            state[weights + place] = factor * statistics.held()[place];
        }
        Path file = folder.resolve(name);
        OnnxWriter.write(first, statistics.tracked().layout(), state, file);
        return file;
    }

    private static double[] read(Path file, StatisticsPolicy choice, Experiment experiment) throws IOException {
        Weights weights = OtherWeights.in(file).read(experiment.fileNetwork(), notice -> {});
        return experiment.vector(weights, choice);
    }

    private double lossOf(Path file) throws IOException {
        try (Experiment alone = open(file, Precision.DOUBLE)) {
            return alone.objective().evaluate(alone.weights().theta(), GO).loss();
        }
    }

    /** The loss of the first network with these weights, and with what a pass of its own says of the statistics there. */
    private double recomputed(double[] theta) throws IOException {
        try (Experiment passing = open(first, Precision.DOUBLE)) {
            LossChoice loss = passing.loss();
            double[] there = passing.objective().statisticsAt(theta, GO);
            LossChoice held = loss.holding(RunningStatistics.state(theta, there));
            try (Objective objective = new Objective(held, passing.data(), Precision.DOUBLE, 1)) {
                return objective.evaluate(theta, GO).loss();
            }
        }
    }

    private static Landscape corners(Experiment experiment, Plane plane, double width, double height) {
        Grid grid = new Grid(new Axis(0, width, 2), new Axis(0, height, 2));
        return new LandscapeEvaluator(
                        experiment.objective(),
                        plane,
                        grid,
                        experiment.provenance(Provenance.NONE.with(Key.DIRECTIONS, "test"), grid))
                .run(ProgressListener.NONE, GO);
    }

    @ParameterizedTest
    @EnumSource(StatisticsPolicy.class)
    void whatIsEvaluatedAtAModelIsWhatTheChoiceSays(StatisticsPolicy choice) throws IOException {
        Path second = other("second.onnx", 1, 1.7);
        Path third = other("third.onnx", 2, 0.6);
        try (Experiment experiment = open(first, Precision.DOUBLE)) {
            double[] a = experiment.vector(experiment.weights(), choice);
            double[] b = read(second, choice, experiment);
            double[] c = read(third, choice, experiment);
            int weights = experiment.layout().size();
            double[] thetaB = Arrays.copyOf(b, weights);
            double atA = lossOf(first);
            double atB = switch (choice) {
                case OWN -> lossOf(second);
                case HELD -> experiment.objective().evaluate(thetaB, GO).loss();
                case RECOMPUTE -> recomputed(thetaB);
            };
            if (choice == StatisticsPolicy.RECOMPUTE) {
                atA = recomputed(experiment.weights().theta());
                assertThat(atA).isNotCloseTo(lossOf(first), within(1e-3));
            }

            Evaluation[] line = new ModelLine(a, b)
                    .evaluate(experiment.objective(), choice, new double[] {0, 1}, ProgressListener.NONE, GO);
            // Losses of the order 1; the end comes by A + (B − A).
            assertThat(line[0].loss()).isCloseTo(atA, within(1e-12));
            assertThat(line[1].loss()).isCloseTo(atB, within(1e-12));

            Plane plane = ModelPlane.through(experiment.layout(choice), weights, a, b, c)
                    .with(choice);
            double width = new ModelLine(a, b).length(weights);
            assertThat(plane.subspace().origin()).hasSize(choice.isOwn() ? weights + 14 : weights);
            Landscape landscape = corners(experiment, plane, width, 1);
            assertThat(landscape.loss(0, 0)).isCloseTo(atA, within(1e-12));
            assertThat(landscape.loss(1, 0)).isCloseTo(atB, within(1e-12));
            // Nobody else who uses the objective sees anything of the choice.
            assertThat(experiment
                            .objective()
                            .evaluate(experiment.weights().theta(), GO)
                            .loss())
                    .isCloseTo(lossOf(first), within(1e-12));
        }
        // The three choices differ by more than rounding, or the test would not tell them apart.
        assertThat(lossOf(second)).isNotCloseTo(recomputed(network(second).weights()), within(1e-3));
    }

    /**
     * B's variances are a hundredth of A's: at t = 1.5, beyond B, they would be −0.485 of A's. A ReLU takes a NaN for 0 in
     * some kernels, so that a network could give a number all the same.
     */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void beyondTheModelsANegativeVarianceGivesNoLossAndIsToldOf(Precision precision) throws IOException {
        Path second = other("second.onnx", 1, 0.01);
        try (Experiment experiment = open(first, precision)) {
            double[] a = experiment.vector(experiment.weights(), StatisticsPolicy.OWN);
            double[] b = read(second, StatisticsPolicy.OWN, experiment);
            ModelLine line = new ModelLine(a, b);
            double[] positions = {-0.5, 0, 1, 1.005, 1.5};
            Evaluation[] found =
                    line.evaluate(experiment.objective(), StatisticsPolicy.OWN, positions, ProgressListener.NONE, GO);
            assertThat(Arrays.stream(found).limit(4).mapToDouble(Evaluation::loss))
                    .allMatch(Double::isFinite);
            assertThat(found[4]).isEqualTo(new Evaluation(Double.NaN, Double.NaN, Double.NaN, SAMPLES));

            // The same point as weights with statistics behind them, which another plan evaluates.
            double[] beyond = new double[a.length];
            Arrays.setAll(beyond, i -> a[i] + 1.5 * (b[i] - a[i]));
            assertThat(experiment.objective().evaluate(beyond, GO)).isEqualTo(found[4]);
            assertThat(experiment
                            .objective()
                            .evaluate(Arrays.copyOf(beyond, experiment.layout().size()), GO)
                            .loss())
                    .isFinite();

            double[] c = read(other("third.onnx", 2, 1), StatisticsPolicy.OWN, experiment);
            Plane plane = ModelPlane.through(
                    experiment.layout(StatisticsPolicy.OWN), experiment.layout().size(), a, b, c);
            double width = line.length(experiment.layout().size());
            Landscape landscape = corners(experiment, plane, 1.5 * width, 1e-3 * width);
            assertThat(landscape.nonFiniteCells()).isEqualTo(2);
            assertThat(landscape.isComplete()).isTrue();
            assertThat(NegativeVariances.notice(landscape, experiment))
                    .hasValueSatisfying(text -> assertThat(text)
                            .startsWith("There is no loss in 2 of 4 cells: ")
                            .endsWith(" (--batch-norm recompute) have a loss everywhere."));
            assertThat(NegativeVariances.notice(line, positions, experiment))
                    .hasValueSatisfying(text -> assertThat(text).contains("in 1 of 5 points"));

            Plane weights = plane.of(experiment.layout()).with(StatisticsPolicy.RECOMPUTE);
            Landscape everywhere = corners(experiment, weights, 1.5 * width, 1e-3 * width);
            assertThat(everywhere.nonFiniteCells()).isZero();
            assertThat(NegativeVariances.notice(everywhere, experiment)).isEmpty();
        }
    }

    /** At B, where A + (B − A) leaves of a variance of 0 what the precision rounds, that would be the whole of it. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void aVarianceOfZeroIsNoNegativeOne(Precision precision) throws IOException {
        Path second = other("second.onnx", 3, 0);
        double alone = lossOf(second);
        try (Experiment experiment = open(first, precision)) {
            double[] a = experiment.vector(experiment.weights(), StatisticsPolicy.OWN);
            double[] b = read(second, StatisticsPolicy.OWN, experiment);
            int weights = experiment.layout().size();
            for (int place : statistics.variances()) {
                // As large as activations of thousands make it: in 32 bits it is rounded by more than ε = 1e-5.
                a[weights + place] = 3e6 / 7 + place;
            }
            double third = 1.0 / 3;
            ModelLine inThirds = new ModelLine(a, atThreeTimes(a, b));
            double[] positions = {1, third};
            Evaluation atB = new ModelLine(a, b)
                    .evaluate(experiment.objective(), StatisticsPolicy.OWN, positions, ProgressListener.NONE, GO)[0];
            Evaluation alsoAtB = inThirds.evaluate(
                            experiment.objective(), StatisticsPolicy.OWN, positions, ProgressListener.NONE, GO)[1];
            // Of 4e5, a rounding of 1e-16 leaves up to 1e-10, a hundred-thousandth of the ε that it is added to.
            double tolerance = precision == Precision.DOUBLE ? 1e-6 : 1e-3;
            assertThat(atB.loss()).isCloseTo(alone, within(tolerance * alone));
            assertThat(alsoAtB.loss()).isCloseTo(alone, within(tolerance * alone));
        }
    }

    /** So far beyond B that B lies at a third, which no binary number is. */
    private static double[] atThreeTimes(double[] a, double[] b) {
        double[] far = new double[a.length];
        Arrays.setAll(far, i -> a[i] + 3 * (b[i] - a[i]));
        return far;
    }

    @Test
    void whatWasUsedIsSaid() throws IOException {
        try (Experiment experiment = open(first, Precision.DOUBLE)) {
            assertThat(BatchNormWords.between(StatisticsPolicy.OWN, experiment))
                    .hasValue("each model's own statistics, interpolated between");
            assertThat(BatchNormWords.between(StatisticsPolicy.HELD, experiment))
                    .hasValue("statistics of the model file");
            CheckpointSeries with = CheckpointSeries.withStatistics(
                    List.of(first, first), experiment.loss().network());
            CheckpointSeries without = CheckpointSeries.match(
                    List.of(first, first),
                    experiment.layout(),
                    experiment.weights().theta());
            assertThat(BatchNormWords.along(StatisticsPolicy.OWN, with, experiment))
                    .hasValueSatisfying(text -> assertThat(text).contains("each checkpoint's own"));
            assertThat(BatchNormWords.along(StatisticsPolicy.OWN, without, experiment))
                    .hasValue("statistics of the model file");
            assertThat(BatchNormWords.along(StatisticsPolicy.RECOMPUTE, without, experiment))
                    .hasValue("statistics recomputed on the data at every point");
            assertThat(BatchNormWords.notice(StatisticsPolicy.OWN, with, experiment))
                    .isEmpty();
            assertThat(BatchNormWords.notice(StatisticsPolicy.OWN, without, experiment))
                    .isPresent();
            assertThat(BatchNormWords.notice(StatisticsPolicy.HELD, without, experiment))
                    .isEmpty();
        }
    }
}
