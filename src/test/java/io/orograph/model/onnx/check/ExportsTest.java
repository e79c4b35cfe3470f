package io.orograph.model.onnx.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.model.onnx.OnnxModel;
import io.orograph.model.onnx.OnnxReader;
import io.orograph.model.onnx.check.CheckResult.Status;
import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What PyTorch's exporter writes, by make_exports.py beside the fixtures: with the batch left open all give its outputs. */
class ExportsTest {

    private static final double STEP = 1e-5;

    static List<StoredTest> tests() throws IOException, URISyntaxException {
        Path script =
                Path.of(OnnxModel.class.getResource("exports/make_exports.py").toURI());
        return StoredTest.in(List.of(script.getParent()));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void givesPyTorchsOutputsAsItStands(StoredTest test) {
        ModelCheck check = new ModelCheck(new Tolerance(1e-4, 1e-5), Precision.SINGLE);
        CheckResult result = check.run(test, new CancelToken());
        assertThat(result.status()).as(result.reason()).isEqualTo(Status.EQUAL);
        assertThat(result.reason()).isEmpty();
    }

    /** Of the sum of the outputs, each times a number of its own, in double precision: truncation errs by the step's square. */
    @ParameterizedTest
    @MethodSource("tests")
    void gradientsAreCentralDifferences(StoredTest test) throws IOException {
        Network network =
                OnnxReader.read(test.models().get(0), new CancelToken()).network();
        Tensor inputs = StoredData.read(
                        OnnxModel.open(test.models().get(0)), test.dataSets().get(0))
                .input("x");
        try (ExecutionPlan plan = ExecutionPlan.gradient(network, List.<long[]>of(inputs.shape()), Precision.DOUBLE)) {
            Random random = new Random(3);
            double[] factors = random.doubles(plan.output().length(), -1, 1).toArray();
            double[] theta = network.weights();
            NativeCopy.write(inputs.doubles(), plan.input(0));
            value(plan, theta, factors);
            NativeCopy.write(factors, plan.outputGradient());
            plan.backward();
            double[] gradient = new double[theta.length];
            NativeCopy.read(plan.parameterGradient(), gradient);
            double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            assertThat(largest).isPositive();
            for (int draw = 0; draw < 20; draw++) {
                int i = random.nextInt(theta.length);
                double[] moved = theta.clone();
                moved[i] += STEP;
                double above = value(plan, moved, factors);
                moved[i] -= 2 * STEP;
                double slope = (above - value(plan, moved, factors)) / (2 * STEP);
                assertThat(gradient[i]).as("weight %d", i).isCloseTo(slope, within(1e-6 * Math.max(1, largest)));
            }
        }
    }

    private static double value(ExecutionPlan plan, double[] theta, double[] factors) {
        NativeCopy.write(theta, plan.parameters());
        plan.forward();
        double[] outputs = new double[factors.length];
        NativeCopy.read(plan.output(), outputs);
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += factors[i] * outputs[i];
        }
        return sum;
    }
}
