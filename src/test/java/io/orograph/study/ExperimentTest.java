package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.orograph.arrays.NpzWriter;
import io.orograph.data.DataSource;
import io.orograph.file.Sha256;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Tensor;
import io.orograph.objective.LossKind;
import io.orograph.objective.LossOptions;
import io.orograph.plane.Normalization;
import io.orograph.plane.RandomDirections;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {

    @TempDir
    Path folder;

    private static OpenedModel model(String name) throws IOException {
        return ModelReaders.open(TestSamples.named(name).model(), new CancelToken());
    }

    private LoadedData data(Tensor inputs, Tensor targets) throws IOException {
        Path file = folder.resolve("data.npz");
        NpzWriter.write(file, npz -> {
            npz.add("x", inputs);
            npz.add("y", targets);
        });
        return LoadedData.open(DataSource.of(file));
    }

    @Test
    void theSamplesAreWhatTheirIndexSays() throws IOException {
        assertThat(Samples.all())
                .hasSize(11)
                .extracting(Sample::name)
                .doesNotHaveDuplicates()
                .first()
                .isEqualTo("digits-mlp");
        for (Sample sample : Samples.all()) {
            assertThat(sample.model()).isRegularFile();
            assertThat(sample.data()).isRegularFile();
            assertThat(sample.test()).isRegularFile();
            assertThat(sample.description()).endsWith(".");
        }
    }

    @Test
    void theProvenanceIsEnoughToComputeItAgain() throws IOException {
        Sample sample = TestSamples.named("digits-mlp");
        LoadedData data = LoadedData.open(DataSource.of(sample.test()));
        ExperimentSettings settings = ExperimentSettings.DEFAULT.withSamples(100);
        RandomDirections directions =
                new RandomDirections(Normalization.LAYER, true, 42, Set.of("fc2.bias", "fc1.bias"));
        Grid grid = new Grid(new Axis(-0.5, 1, 5), Axis.symmetric(2, 3));
        try (Experiment experiment = Experiment.of(model("digits-mlp"), data, settings)) {
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("model", "digits-mlp.onnx");
            wanted.put("model_sha256", Sha256.of(sample.model()));
            wanted.put("parameters", 6570L);
            wanted.put("data", "digits-test.npz");
            wanted.put("data_sha256", Sha256.of(sample.test()));
            wanted.put("samples", 100L);
            wanted.put("samples_available", 360L);
            wanted.put("loss", "cross-entropy");
            wanted.put("normalization", "layer");
            wanted.put("include_bias", true);
            wanted.put("seed", 42L);
            wanted.put("held", List.of("fc1.bias", "fc2.bias"));
            wanted.put("alpha", "−0.5 to 1");
            wanted.put("beta", "−2 to 2");
            wanted.put("resolution", "5×3");
            wanted.put("precision", "single");
            assertThat(experiment.provenance(directions.description(), grid).entries())
                    .containsAllEntriesOf(wanted);
        }
    }

    /** Without a choice nothing is said of one, and a choice that is taken back is none. */
    @Test
    void theProvenanceSaysWhatWasChosenToBeAParameter() throws IOException {
        LoadedData data =
                LoadedData.open(DataSource.of(TestSamples.named("digits-mlp").test()));
        OpenedModel read = model("digits-mlp");
        OpenedModel chosen = read.choosing(Set.of(), Set.of("fc2.bias", "fc1.bias"));
        OpenedModel again = chosen.choosing(Set.of("fc1.bias"), Set.of());
        RandomDirections directions = new RandomDirections(Normalization.LAYER, true, 42, Set.of());
        Grid grid = new Grid(Axis.symmetric(1, 3), Axis.symmetric(1, 3));
        try (Experiment plain = Experiment.of(read, data, ExperimentSettings.DEFAULT);
                Experiment both = Experiment.of(chosen, data, ExperimentSettings.DEFAULT);
                Experiment one = Experiment.of(again, data, ExperimentSettings.DEFAULT)) {
            assertThat(plain.provenance(directions.description(), grid).entries())
                    .doesNotContainKeys("as_constants", "as_parameters");
            assertThat(both.provenance(directions.description(), grid).entries())
                    .containsEntry("as_constants", List.of("fc1.bias", "fc2.bias"))
                    .doesNotContainKey("as_parameters");
            assertThat(one.provenance(directions.description(), grid).entries())
                    .containsEntry("as_constants", List.of("fc2.bias"));
        }
    }

    @Test
    void bytesAreOfferedAScaleOnlyWhereTheNetworkDoesNotScaleThem() throws IOException {
        byte[] bytes = new byte[640];
        bytes[3] = (byte) 255;
        Tensor classes = Tensor.of(new long[10], 10);
        try (Experiment scalesItself = Experiment.of(
                model("digits-mlp"), data(Tensor.ofBytes(bytes, 10, 64), classes), ExperimentSettings.DEFAULT)) {
            assertThat(scalesItself.scaleOffered()).isFalse();
            assertThat(scalesItself.notices()).isEmpty();
        }
        Tensor pixels = Tensor.ofBytes(java.util.Arrays.copyOf(bytes, 100), 10, 10);
        LoadedData table = data(pixels, Tensor.of(new double[10], 10));
        try (Experiment raw = Experiment.of(model("diabetes-mlp"), table, ExperimentSettings.DEFAULT)) {
            assertThat(raw.scaleOffered()).isTrue();
        }
        ExperimentSettings scaling = ExperimentSettings.DEFAULT.withScaleBytes(true);
        try (Experiment scaled = Experiment.of(model("diabetes-mlp"), table, scaling)) {
            assertThat(scaled.data().inputs().get(3)).isEqualTo(1);
            assertThat(scaled.notices()).isEmpty();
        }
        LoadedData reals = data(Tensor.of(new float[100], 10, 10), Tensor.of(new double[10], 10));
        try (Experiment twice = Experiment.of(model("diabetes-mlp"), reals, scaling)) {
            assertThat(twice.notices()).containsExactly(Experiment.NOT_BYTES);
        }
    }

    @Test
    void whatDoesNotGoTogetherIsSaidInASentence() throws IOException {
        LoadedData wrong = data(Tensor.of(new float[128], 2, 64), Tensor.of(new long[] {0, -1}, 2));
        assertThatThrownBy(() -> Experiment.of(model("digits-mlp"), wrong, ExperimentSettings.DEFAULT))
                .isInstanceOf(MismatchException.class)
                .hasMessage("digits-mlp.onnx and data.npz do not go together: target number 2 is -1, but the network"
                        + " tells 10 classes apart: 0 to 9; choose data made for this network, or another loss.");
        LoadedData digits =
                LoadedData.open(DataSource.of(TestSamples.named("digits-mlp").test()));
        ExperimentSettings bce = ExperimentSettings.DEFAULT.withLoss(LossOptions.of(Optional.of(LossKind.BCE)));
        assertThatThrownBy(() -> Experiment.of(model("digits-mlp"), digits, bce))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining("binary cross-entropy compares each output with a target");
    }

    /**
     * The digits networks end in logits, in a Softmax and in a LogSoftmax: by the loss of whichever was opened first each has
     * the number that it has alone, but for the rounding of the logarithm of a softmax that is taken twice in 32 bits.
     */
    @Test
    void aLossIsTheSameOnNetworksWithOtherOutputs() throws IOException {
        ExperimentSettings few = ExperimentSettings.DEFAULT.withSamples(100);
        List<String> networks = List.of("digits-mlp", "digits-mlp-tanh", "digits-cnn");
        for (String name : networks) {
            try (Experiment first = TestSamples.opened(name, few)) {
                ExperimentSettings same = few.withLoss(first.loss().onOtherNetworks(few.loss()));
                for (String other : networks) {
                    try (Experiment alone = TestSamples.opened(other, few);
                            Experiment compared = TestSamples.opened(other, same)) {
                        assertThat(loss(compared))
                                .as(other + " after " + name)
                                .isCloseTo(loss(alone), withinPercentage(1e-3));
                    }
                }
            }
        }
    }

    private static double loss(Experiment experiment) {
        return experiment
                .objective()
                .evaluate(experiment.weights().theta(), new CancelToken())
                .loss();
    }
}
