package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.data.DataSource;
import io.orograph.data.Inputs;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.model.onnx.OnnxRuntimeOracle;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossKind;
import io.orograph.objective.LossOptions;
import io.orograph.objective.Objective;
import io.orograph.objective.Predictor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sample models against two independent references: PyTorch in double precision (samples.json and goldens.json,
 * made by the scripts next to them) and ONNX Runtime.
 */
final class SampleModelsTest {

    private static final CancelToken GO = new CancelToken();

    /** Sums of some 10⁵ products in another order than PyTorch's: measured 2·10⁻¹⁵ at most. */
    private static final double DOUBLE = 1e-12;

    /** What single precision is asked for; measured 4·10⁻⁷ at most. */
    private static final double SINGLE = 1e-6;

    /** Parameters of a network whose gradient is cheap in double precision. */
    private static final int SMALL = 10_000;

    private static Stream<String> names() throws IOException {
        return Samples.all().stream().map(Sample::name);
    }

    private static JsonNode json(String file) throws IOException {
        Path path = Samples.folder().orElseThrow().resolve(file);
        return JsonMapper.builder().build().readTree(path.toFile());
    }

    private static JsonNode entry(String name) throws IOException {
        for (JsonNode entry : json("samples.json").path("samples")) {
            if (entry.path("name").asText().equals(name)) {
                return entry;
            }
        }
        throw new AssertionError(name);
    }

    private static Experiment experiment(String name, Path data, Precision precision) throws IOException {
        OpenedModel model = ModelReaders.open(TestSamples.named(name).model(), GO);
        ExperimentSettings settings = new ExperimentSettings(LossOptions.FOUND, 0, false, precision, 2);
        return Experiment.of(model, LoadedData.open(DataSource.of(data)), settings);
    }

    private static double[] scaled(double[] theta, double factor) {
        return Arrays.stream(theta).map(w -> factor * w).toArray();
    }

    @Test
    void thereAreSamples() throws IOException {
        assertThat(names()).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("names")
    void lossAndAccuracyAreThoseOfPyTorch(String name) throws IOException {
        JsonNode entry = entry(name);
        for (String part : new String[] {"train", "test"}) {
            Path data = part.equals("train")
                    ? TestSamples.named(name).data()
                    : TestSamples.named(name).test();
            for (Precision precision : Precision.values()) {
                if (precision == Precision.DOUBLE && part.equals("train")) {
                    continue; // Convolutions in double precision are slow; the test data tell as much.
                }
                try (Experiment experiment = experiment(name, data, precision)) {
                    Evaluation result =
                            experiment.objective().evaluate(experiment.weights().theta(), GO);
                    double loss = entry.path("expected").path(part + "_loss").asDouble();
                    double tolerance = precision == Precision.SINGLE ? SINGLE : DOUBLE;
                    assertThat(result.loss()).as(part + " " + precision).isCloseTo(loss, within(tolerance * loss));
                    JsonNode accuracy = entry.path("expected").path(part + "_accuracy");
                    assertThat(accuracy.isMissingNode())
                            .isEqualTo(!experiment.objective().loss().hasAccuracy());
                    if (!accuracy.isMissingNode()) {
                        assertThat(result.accuracy()).isCloseTo(accuracy.asDouble(), within(1e-12));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theLossIsDetectedAndTheParametersAreCounted(String name) throws IOException {
        JsonNode entry = entry(name);
        try (Experiment experiment = experiment(name, TestSamples.named(name).test(), Precision.SINGLE)) {
            LossKind expected = switch (entry.path("loss").asText()) {
                case "cross-entropy" ->
                    entry.path("output").asText().equals("log_probability") ? LossKind.NLL : LossKind.CROSS_ENTROPY;
                case "binary-cross-entropy" -> LossKind.BCE_LOGITS;
                default -> LossKind.MSE;
            };
            assertThat(experiment.objective().loss()).isSameAs(expected.loss());
            assertThat(experiment.layout().size())
                    .isEqualTo(entry.path("parameters").asInt());
        }
    }

    /** Whole networks on 40 samples: 1e-5 of the largest output (measured: 3e-7, and 2e-6 through 38 convolutions). */
    @ParameterizedTest
    @MethodSource("names")
    void outputsAreThoseOfOnnxRuntime(String name) throws IOException {
        Sample sample = TestSamples.named(name);
        OpenedModel model = ModelReaders.open(sample.model(), GO);
        try (Experiment experiment = experiment(name, sample.test(), Precision.SINGLE)) {
            int[] first = IntStream.range(0, 40).toArray();
            Tensor inputs = experiment.data().subset(first).inputs();
            String input = model.network().inputs().get(0).name();
            boolean tokens = name.equals("text-transformer");
            Tensor given =
                    tokens ? Tensor.of(inputs.longs(), inputs.shape()) : Tensor.of(inputs.floats(), inputs.shape());
            Tensor expected = OnnxRuntimeOracle.run(Files.readAllBytes(sample.model()), Map.of(input, given))
                    .get(model.network().outputs().get(0).name());
            Tensor actual = Predictor.predict(
                    model.network(), model.network().weights(), Inputs.of(inputs), Precision.SINGLE, GO);

            assertThat(actual.shape()).isEqualTo(expected.shape());
            double largest =
                    Arrays.stream(expected.doubles()).map(Math::abs).max().orElseThrow();
            double worst = 0;
            for (int i = 0; i < expected.size(); i++) {
                worst = Math.max(worst, Math.abs(actual.get(i) - expected.get(i)) / largest);
            }
            assertThat(worst).isLessThan(1e-5);
        }
    }

    private static List<String> goldens() throws IOException {
        List<String> names = new ArrayList<>();
        json("goldens.json").path("models").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void gradientAndPerturbedLossAreThoseOfPyTorch(String name) throws IOException {
        JsonNode golden = json("goldens.json").path("models").path(name);
        Path data = Samples.folder().orElseThrow().resolve(golden.path("data").asText());
        for (Precision precision : Precision.values()) {
            try (Experiment experiment = experiment(name, data, precision)) {
                double tolerance = precision == Precision.SINGLE ? SINGLE : DOUBLE;
                Objective objective = experiment.objective();
                double[] theta = experiment.weights().theta();
                assertThat(theta).hasSize(golden.path("trainable").asInt());

                double moved = golden.path("loss_weights_times_1.01").asDouble();
                double norm = golden.path("gradient_norm").asDouble();
                assertThat(objective.evaluate(scaled(theta, 1.01), GO).loss())
                        .isCloseTo(moved, within(tolerance * moved));
                // The way back through convolutions in double precision takes many seconds.
                if (precision == Precision.SINGLE || theta.length < SMALL) {
                    assertThat(norm(objective.gradient(theta, GO))).isCloseTo(norm, within(tolerance * norm));
                }
            }
        }
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
    }

    /** By the power method; its Rayleigh quotient comes from below, and after 80 steps is right to some 10⁻⁶. */
    @ParameterizedTest
    @ValueSource(strings = {"digits-mlp", "diabetes-mlp"})
    void theLargestEigenvalueIsThatOfPyTorch(String name) throws IOException {
        JsonNode golden = json("goldens.json").path("models").path(name);
        double expected = golden.path("hessian_largest_eigenvalue").asDouble();
        Path data = Samples.folder().orElseThrow().resolve(golden.path("data").asText());
        try (Experiment experiment = experiment(name, data, Precision.DOUBLE)) {
            double[] v = new double[experiment.layout().size()];
            Arrays.setAll(v, i -> Math.sin(i + 1));
            double quotient = 0;
            for (int step = 0; step < 80; step++) {
                double[] unit = scaled(v, 1 / norm(v));
                v = new Hessian(
                                experiment.objective(),
                                experiment.weights().theta(),
                                FreeParameters.all(
                                        experiment.objective().network().layout()),
                                GO)
                        .apply(unit);
                quotient = 0;
                for (int i = 0; i < v.length; i++) {
                    quotient += unit[i] * v[i];
                }
            }
            assertThat(quotient).isCloseTo(expected, within(1e-5 * expected));
        }
    }
}
