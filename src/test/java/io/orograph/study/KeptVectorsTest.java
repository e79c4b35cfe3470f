package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.export.NamedValues;
import io.orograph.file.UnreadableFileException;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights and planes come back from their files to the bit, with all that is said of them. */
final class KeptVectorsTest {

    private static final String SAMPLE = "breast-cancer-mlp";

    @TempDir
    private Path folder;

    private static Experiment opened(String sample) throws IOException {
        return TestSamples.opened(sample, ExperimentSettings.DEFAULT);
    }

    static Stream<WeightsSource> sources() {
        return Stream.of(
                new WeightsSource.ModelFile(Path.of("/a b/m.onnx"), "12ab"),
                new WeightsSource.Checkpoint(Path.of("/c/é.npz"), "34cd", Map.of("w", "conv.weight")),
                new WeightsSource.Training("SAM on Adam", 1L << 40),
                new WeightsSource.PlanePoint("Plane through a, b", -0.1, 1e-300),
                new WeightsSource.CurvePoint("curve", 1.0 / 3));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void weightsComeBack(WeightsSource source) throws IOException {
        try (Experiment experiment = opened(SAMPLE)) {
            double[] theta = new Random(1).doubles(experiment.layout().size()).toArray();
            Path file = folder.resolve("theta.npz");
            KeptWeights.write(file, new Weights("a\nname", source, theta));
            Weights read = KeptWeights.read(file, experiment.fileNetwork());
            assertThat(read.theta()).containsExactly(theta);
            assertThat(read.name()).isEqualTo("a\nname");
            assertThat(read.source()).isEqualTo(source);
            assertThat(read.hasStatistics()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits-resnet", SAMPLE})
    void aLandscapeOverAPlaneThatCameBackIsTheSame(String sample) throws IOException {
        try (Experiment all = opened(sample);
                Experiment experiment = all.onSamples(16)) {
            boolean normalizes = !experiment.statistics().isEmpty();
            Section drawn = RandomDirections.DEFAULT.section(
                    experiment.layout(), experiment.weights().theta());
            Plane plane = normalizes
                    ? drawn.vectors()
                            .of(
                                    experiment.layout(StatisticsPolicy.OWN),
                                    experiment.weights().statistics())
                    : drawn.vectors();
            Section section = drawn.over(plane).describing(Provenance.NONE.with(Key.EXPLAINED, List.of(0.5, 0.25)));
            Command command = Command.of("trajectory", Path.of("/m/a b.onnx"), "--clip", 0.1)
                    .with("--checkpoints", new Command.FileIn(Path.of("record"), "step-1.npz"))
                    .matching(Map.of("w", "v"))
                    .after(Command.of("train", Path.of("m.onnx")));
            NamedValues more = new NamedValues()
                    .put("t", new double[] {0, 1})
                    .put("n", Tensor.of(new float[] {2}, 1))
                    .put("text", "two\nlines");
            FoundSection found = new FoundSection(section, command, more);
            Path file = folder.resolve("section.npz");
            KeptSection.write(file, found);
            FoundSection read = KeptSection.read(file, experiment);
            assertThat(KeptSection.digest(read.section())).isEqualTo(KeptSection.digest(section));
            assertThat(read.command().text()).isEqualTo(command.text());
            assertThat(read.command().with("--resolution", 3).withoutFolders())
                    .isEqualTo(command.with("--resolution", 3).withoutFolders());
            assertThat(read.values().texts()).isEqualTo(more.texts());
            LandscapeStudy.Result one = landscape(experiment, found);
            LandscapeStudy.Result other = landscape(experiment, read);
            assertThat(other.landscape().losses())
                    .containsExactly(one.landscape().losses());
            assertThat(other.provenance()).isEqualTo(one.provenance());
        }
    }

    private static LandscapeStudy.Result landscape(Experiment experiment, FoundSection over) throws IOException {
        return new LandscapeStudy(over, GridSettings.square(0.5, 3), Optional.empty(), false)
                .run(experiment, LandscapeStudy.Listener.NONE, new CancelToken());
    }

    @Test
    void filesOfAnotherNetworkAndDamagedOnesAreRefused() throws IOException {
        try (Experiment experiment = opened(SAMPLE);
                Experiment other = opened("digits-mlp")) {
            Path theta = folder.resolve("theta.npz");
            KeptWeights.write(theta, experiment.weights());
            assertThatThrownBy(() -> KeptWeights.read(theta, other.fileNetwork()))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageContaining("the model has");
            Path section = folder.resolve("section.npz");
            Section drawn = RandomDirections.DEFAULT.section(
                    experiment.layout(), experiment.weights().theta());
            KeptSection.write(section, new FoundSection(drawn, Command.NONE));
            assertThat(KeptSection.read(section, experiment).command().isEmpty())
                    .isTrue();
            assertThatThrownBy(() -> KeptSection.read(section, other))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageContaining("the model has");
            assertThatThrownBy(() -> KeptSection.read(theta, experiment)).isInstanceOf(UnreadableFileException.class);
            assertThatThrownBy(() -> KeptWeights.read(section, experiment.fileNetwork()))
                    .isInstanceOf(UnreadableFileException.class);
            Files.write(theta, new byte[] {1, 2, 3});
            assertThatThrownBy(() -> KeptWeights.read(theta, experiment.fileNetwork()))
                    .isInstanceOf(UnreadableFileException.class);
        }
    }
}
