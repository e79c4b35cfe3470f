package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NpzArrays;
import io.orograph.data.DataSource;
import io.orograph.export.NamedValues;
import io.orograph.model.ModelReaders;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonModel;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.GridSettings;
import io.orograph.study.LoadedData;
import io.orograph.study.Outputs;
import io.orograph.study.WeightsFile;
import io.orograph.study.sweep.StopRule;
import io.orograph.study.sweep.Sweep;
import io.orograph.study.sweep.SweepChoices;
import io.orograph.study.sweep.SweptRule;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparing from the command line, which is to find what the window finds. */
class CompareCommandTest {

    private static final Path MODEL = CommandRun.sample("digits-mlp.onnx");
    private static final Path ANOTHER_ARCHITECTURE = CommandRun.sample("digits-cnn.onnx");
    private static final Path OTHER = CommandRun.sample("digits-mlp-tanh.onnx");
    private static final Path DATA = CommandRun.sample("digits-test.npz");
    private static final int SAMPLES = 120;

    @TempDir
    private Path folder;

    /** As the window asks it. */
    private static Comparison comparison(ComparisonModel... models) {
        return new Comparison(
                List.of(models),
                DataSource.of(DATA),
                Optional.of(DataSource.of(DATA)),
                ExperimentSettings.DEFAULT.withSamples(SAMPLES),
                new Comparison.Measures(3, GridSettings.square(0.5, 5), true, StatisticsPolicy.OWN));
    }

    private static Comparison.Result asked(ComparisonModel... models) throws IOException {
        return comparison(models).run(Comparison.Listener.NONE, new CancelToken());
    }

    /** Runs a copied command and looks at what it writes. */
    private Provenance sameAs(Comparison.Result result, boolean sameNames) throws IOException {
        Path out = folder.resolve("comparison.npz");
        List<List<String>> steps = result.command().arguments();
        for (int i = 0; i < steps.size(); i++) {
            List<Object> words = new ArrayList<>(steps.get(i));
            if (i == steps.size() - 1) {
                words.addAll(List.of("--out", out));
            }
            CommandRun run = CommandRun.of(words.toArray());
            assertThat(run.code()).as(run.err()).isZero();
        }
        NamedValues values = result.values();
        try (NpzArrays npz = NpzArrays.open(out)) {
            for (String name : values.arrays().keySet()) {
                assertThat(npz.tensor(name).doubles())
                        .as(name)
                        .containsExactly(values.arrays().get(name).doubles());
            }
            if (sameNames) {
                assertThat(npz.readText("model")).isEqualTo(values.texts().get("model"));
            }
            Provenance written = ProvenanceJson.read(npz.readText("provenance"));
            assertThat(written.entries().keySet())
                    .containsExactlyElementsOf(result.provenance().entries().keySet());
            return written;
        }
    }

    @Test
    void theCopiedCommandGivesTheSame() throws IOException {
        Comparison.Result result = asked(ComparisonModel.of(MODEL), ComparisonModel.of(OTHER));
        Provenance written = sameAs(result, true);
        assertThat(ProvenanceJson.write(written)).isEqualTo(ProvenanceJson.write(result.provenance()));
        assertThat(result.values().arrays()).containsKeys("largest_eigenvalue", "test_loss", "flat_share");
    }

    @Test
    void checkpointsAreReadWithTheFirstArchitecture() throws IOException {
        Path weights = folder.resolve("other.npz");
        CommandRun trained = CommandRun.of(
                "train", MODEL, "--data", DATA, "--samples", SAMPLES, "--epochs", 1, "--lr", 0.01, "--out", weights);
        assertThat(trained.code()).as(trained.err()).isZero();
        ComparisonModel first = ComparisonModel.of(MODEL);
        Comparison.Result result = asked(first, ComparisonModel.in(weights, first, Map.of()));
        assertThat(result.line()).isPresent();
        sameAs(result, true);
        // And where the first one is the checkpoint.
        sameAs(asked(ComparisonModel.in(weights, first, Map.of()), first), true);
    }

    /** A command reads a checkpoint with its first model's architecture: of one with another's there is none. */
    @Test
    void noCommandIsOfferedWhereNoneRepeatsIt() throws IOException {
        Path weights = folder.resolve("moved.npz");
        try (Experiment ofFile = Experiment.of(
                ModelReaders.open(MODEL, new CancelToken()),
                LoadedData.open(DataSource.of(DATA)),
                ExperimentSettings.DEFAULT.withSamples(SAMPLES))) {
            Outputs.WEIGHTS.write(weights, WeightsFile.of(ofFile, ofFile.weights()));
        }
        ComparisonModel checkpoint = ComparisonModel.of(MODEL).at(weights, Map.of());
        Comparison.Result result = asked(ComparisonModel.of(ANOTHER_ARCHITECTURE), checkpoint);
        assertThat(result.models()).hasSize(2);
        assertThat(result.command().isEmpty()).isTrue();
        assertThat(result.provenance().get(Key.COMMAND)).isEmpty();
        assertThat(asked(checkpoint, ComparisonModel.of(ANOTHER_ARCHITECTURE))
                        .command()
                        .isEmpty())
                .isFalse();
    }

    /** What is open is compared at its θ₀, whatever that is, and not at the weights of its file. */
    @Test
    void whatIsOpenIsComparedAtItsWeights() throws IOException {
        try (Experiment ofFile = Experiment.of(
                ModelReaders.open(MODEL, new CancelToken()),
                LoadedData.open(DataSource.of(DATA)),
                ExperimentSettings.DEFAULT.withSamples(SAMPLES))) {
            double[] theta = ofFile.weights().theta().clone();
            Arrays.setAll(theta, i -> 0.9 * theta[i]);
            Weights other = new Weights("moved", new WeightsSource.PlanePoint("a plane", 1, 0), theta);
            try (Experiment open = ofFile.at(other)) {
                Path file = folder.resolve("moved.npz");
                Outputs.WEIGHTS.write(file, WeightsFile.of(open, other));
                Comparison.Result result = asked(ComparisonModel.of(open), ComparisonModel.of(ofFile));
                assertThat(result.models().get(0).name()).isEqualTo("moved");
                assertThat(result.models().get(0).train().loss())
                        .isEqualTo(open.objective()
                                .evaluate(theta, new CancelToken())
                                .loss())
                        .isNotEqualTo(result.models().get(1).train().loss());
                assertThat(result.command().withoutFolders()).contains("--weights moved.npz");
            }
        }
    }

    @Test
    void endsOfASweepAreComparedByTheCommandToo() throws IOException {
        Path runs = folder.resolve("runs");
        SweepChoices choices = SweepChoices.of(
                List.of(MODEL), List.of(SweptRule.of("sgd").orElseThrow()), List.of(8, 32), new StopRule(0, 1, 0));
        Sweep sweep = choices.sweep(DataSource.of(DATA), Optional.empty(), ExperimentSettings.DEFAULT, List.of(), runs);
        sweep.run(runs, (done, total) -> {}, new CancelToken());
        List<ComparisonModel> ended =
                sweep.runs().stream().map(run -> run.ended(runs)).toList();
        Comparison.Result result = asked(ended.get(0), ended.get(1));
        assertThat(result.command().arguments()).hasSize(1);
        assertThat(result.models().get(0).train().loss())
                .isNotEqualTo(result.models().get(1).train().loss());
        sameAs(result, false);
    }

    @Test
    void aFigureShowsAllSurfacesAndSaysWhereTheyComeFrom() throws IOException {
        Path figure = folder.resolve("comparison.png");
        CommandRun run = CommandRun.of(
                "compare", MODEL, OTHER, "--data", DATA, "--samples", SAMPLES, "--resolution", 5, "--figure", figure);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("Wrote " + figure);
        java.awt.image.BufferedImage image = javax.imageio.ImageIO.read(figure.toFile());
        // The width of a page, 170 mm, at 300 dots an inch.
        assertThat(image.getWidth()).isEqualTo(2008);
        String texts = Files.readString(figure, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(texts).contains("Comparison of digits-mlp, digits-mlp-tanh", "model_sha256");
        CommandRun wrong = CommandRun.of("compare", MODEL, OTHER, "--data", DATA, "--figure", folder.resolve("c.jpg"));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains(
                        "--figure writes PNG, SVG, PDF or TIFF; give it a name that ends in .png, .svg, .pdf or .tiff,"
                                + " not \"c.jpg\"");
    }

    @Test
    void tableAndSentencesArePrinted() {
        CommandRun run =
                CommandRun.of("compare", MODEL, OTHER, "--data", DATA, "--samples", SAMPLES, "--resolution", 5);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("digits-mlp-tanh")
                .contains("training loss", "under noise", "flat area")
                .contains("In these planes the loss stays within 0.1")
                .doesNotContain("λmax");
    }

    @Test
    void jsonHoldsAnEntryAModel() {
        CommandRun run = CommandRun.of(
                "compare", MODEL, OTHER, "--data", DATA, "--samples", SAMPLES, "--resolution", 5, "--json");
        assertThat(run.json().get("models")).hasSize(2);
        assertThat(run.json().get("models").get(0).get("train_loss").isNumber()).isTrue();
        assertThat(run.json().get("words").asText()).endsWith("may say otherwise.");
    }

    @Test
    void badInputIsRefused() throws IOException {
        assertThat(CommandRun.of("compare", MODEL, "--data", DATA).code()).isEqualTo(2);
        assertThat(CommandRun.of("compare", MODEL, OTHER, OTHER, OTHER, OTHER, "--data", DATA)
                        .code())
                .isEqualTo(2);
        assertThat(CommandRun.of("compare", MODEL, folder.resolve("none.npz"), "--data", DATA)
                        .code())
                .isEqualTo(2);
        Path text = Files.writeString(folder.resolve("text.npz"), "no weights");
        assertThat(CommandRun.of("compare", MODEL, text, "--data", DATA).code()).isEqualTo(2);
    }
}
