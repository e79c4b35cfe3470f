package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.model.ModelReaders;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The noise scale of minibatch gradients, against the gradients of single samples. */
final class NoiseScaleTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/orograph/curvature");

    /** A network on digits with the loss that suits it. */
    private record Subject(Network network, Dataset data, LossChoice loss) {

        static Subject of(Path model, String data) throws IOException {
            Network network = ModelReaders.open(model, new CancelToken()).network();
            Dataset read = DataReaders.open(DataSource.of(SampleHessians.FOLDER.resolve(data)));
            return new Subject(network, read, LossChoice.detect(network, read));
        }

        NoiseScale noise(int groups, int workers) {
            try (Objective objective = new Objective(loss, data, Precision.DOUBLE, workers)) {
                return NoiseScale.of(
                        objective,
                        new GradientNoise.Batches(loss, data, groups),
                        network.weights(),
                        ProgressListener.NONE,
                        new CancelToken());
            }
        }
    }

    /** PyTorch's gradients of all samples (make_noise.py): a group a sample is exact, both in float64. */
    @ParameterizedTest
    @ValueSource(strings = {"gelu", "tanh"})
    void itIsThatOfPyTorch(String name) throws IOException {
        JsonNode golden = JsonMapper.builder()
                .build()
                .readTree(FOLDER.resolve("noise.json").toFile())
                .path(name);
        Subject subject = Subject.of(FOLDER.resolve(name + ".onnx"), "digits-test.npz");
        assertThat(subject.data().samples()).isEqualTo(golden.path("samples").asInt());
        NoiseScale exact = subject.noise(Integer.MAX_VALUE, 2);
        // Gradients of single samples to rounding in float64; GELU's erf is an approximation to 10⁻⁷.
        Percentage near = Percentage.withPercentage(1e-4);
        assertThat(exact.trace()).isCloseTo(golden.path("trace").asDouble(), near);
        assertThat(exact.squaredNorm()).isCloseTo(golden.path("squared_norm").asDouble(), near);
        assertThat(exact.groups()).isEqualTo(360);
        NoiseScale usual = subject.noise(NoiseScale.DEFAULT_GROUPS, 2);
        assertThat(usual.squaredNorm()).isCloseTo(exact.squaredNorm(), Percentage.withPercentage(1e-6));
        // √(2/31) is 25 % where the noise fills one direction; it fills many, and this order of the samples is fixed.
        assertThat(usual.trace()).isCloseTo(exact.trace(), Percentage.withPercentage(15));
        assertThat(subject.noise(NoiseScale.DEFAULT_GROUPS, 1))
                .as("the same bits on one thread")
                .isEqualTo(usual);
    }

    /** Groups of unequal sizes have tr Σ as their mean too: over orders of the samples. */
    @Test
    void itsMeanOverPartitionsIsTheTrace() throws IOException {
        Subject all = Subject.of(FOLDER.resolve("tanh.onnx"), "digits-test.npz");
        int[] some = IntStream.range(0, 31).toArray();
        Dataset few = all.data().subset(some);
        double exact = new Subject(all.network(), few, all.loss()).noise(31, 1).trace();
        double sum = 0;
        int turns = 31;
        for (int turn = 0; turn < turns; turn++) {
            int by = turn;
            int[] turned =
                    IntStream.range(0, 31).map(i -> (i * 7 + by * 11) % 31).toArray();
            sum += new Subject(all.network(), all.data().subset(turned), all.loss())
                    .noise(4, 1)
                    .trace();
        }
        // Each has a deviation of some 30 %, and 31 orders are turned through.
        assertThat(sum / turns).isCloseTo(exact, Percentage.withPercentage(12));
    }

    @Test
    void aSingleSampleHasNone() throws IOException {
        Subject all = Subject.of(FOLDER.resolve("tanh.onnx"), "digits-test.npz");
        Subject one = new Subject(all.network(), all.data().subset(new int[] {0}), all.loss());
        assertThatThrownBy(() -> one.noise(4, 1)).isInstanceOf(UndefinedCurvatureException.class);
        assertThat(new NoiseScale(0, 0, 4).scale()).isNaN();
        assertThat(new NoiseScale(2, 0.5, 4).scale()).isEqualTo(4);
    }
}
