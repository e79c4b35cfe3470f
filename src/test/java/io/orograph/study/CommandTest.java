package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NpzWriter;
import io.orograph.cli.RepeatedCommand;
import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.Effort;
import io.orograph.data.DataSource;
import io.orograph.export.DirectionsNpz;
import io.orograph.export.ResultNpz;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.LossKind;
import io.orograph.objective.LossOptions;
import io.orograph.plane.Normalization;
import io.orograph.plane.RandomDirections;
import io.orograph.provenance.Provenance;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.task.CancelToken;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.CheckpointSeries;
import io.orograph.training.FreshWeights;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSettings;
import io.orograph.training.TrajectoryRecorder;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command of every study gives its arrays to the bit, and the same provenance. */
class CommandTest {

    private static final CancelToken GO = new CancelToken();
    private static final Path SAMPLES = Path.of("sample-models");
    private static final int FEW = 60;
    private static final GridSettings SMALL =
            new GridSettings(0.7, Optional.of(new GridSettings.Interval(-1.0 / 3, 1e-3)), Optional.empty(), 5, 6);

    @TempDir
    private Path folder;

    private Experiment experiment;

    @AfterEach
    void close() {
        if (experiment != null) {
            experiment.close();
        }
    }

    private Experiment open(Path model, Path data, ExperimentSettings settings) throws IOException {
        experiment = Experiment.of(ModelReaders.open(model, GO), LoadedData.open(DataSource.of(data)), settings);
        return experiment;
    }

    private Experiment digits() throws IOException {
        return open(
                SAMPLES.resolve("digits-mlp-tanh.onnx"),
                SAMPLES.resolve("digits-test.npz"),
                ExperimentSettings.DEFAULT.withSamples(FEW));
    }

    private Experiment diabetes() throws IOException {
        return open(
                SAMPLES.resolve("diabetes-mlp.onnx"), SAMPLES.resolve("diabetes-test.npz"), ExperimentSettings.DEFAULT);
    }

    private static Path normalized() {
        try {
            return Path.of(CommandTest.class
                    .getResource("/io/orograph/training/batch_norm.onnx")
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private Experiment normalizing() throws IOException {
        int samples = 24;
        Random random = new Random(5);
        Path file = folder.resolve("data.npz");
        NpzWriter.write(file, npz -> {
            npz.add("x", Tensor.of(random.doubles(samples * 36L).toArray(), samples, 1, 6, 6));
            npz.add("y", Tensor.of(random.longs(samples, 0, 2).toArray(), samples));
        });
        return open(normalized(), file, ExperimentSettings.DEFAULT);
    }

    /** Another model of the same architecture. */
    private Path model(String name, long seed) throws IOException {
        return model(name, seed, experiment.fileNetwork(), experiment.model().path());
    }

    private Path model(String name, long seed, Network network, Path original) throws IOException {
        RunningStatistics statistics = RunningStatistics.of(network);
        double[] state = RunningStatistics.state(network.weights(), statistics.held());
        Random random = new Random(seed);
        for (int i = 0; i < network.layout().size(); i++) {
            state[i] += 0.1 * random.nextGaussian();
        }
        for (int i = network.layout().size(); i < state.length; i++) {
            state[i] *= 1.25;
        }
        Path file = folder.resolve(name);
        OnnxWriter.write(original, statistics.tracked().layout(), state, file);
        return file;
    }

    private LandscapeStudy.Result landscape(SectionSource source) throws IOException {
        return new LandscapeStudy(source, SMALL, Optional.empty(), false)
                .run(experiment, LandscapeStudy.Listener.NONE, GO);
    }

    private LandscapeStudy.Result around(FoundSection found) throws IOException {
        return new LandscapeStudy(found, GridSettings.square(1, 5), Optional.empty(), false)
                .run(experiment, LandscapeStudy.Listener.NONE, GO);
    }

    private LandscapeStudy.Result withConvexity(LandscapeStudy.Result result, Set<String> held) {
        ConvexityStudy study = ConvexityStudy.over(result.landscape(), 2, 3, held);
        return result.with(study.run(experiment, StudyListener.NONE, GO));
    }

    private void repeats(Result result) throws IOException {
        RepeatedCommand.assertRepeats(result, folder);
    }

    private String firstParameter() {
        return experiment.layout().parameters().get(0).name();
    }

    private static SectionSource random(StatisticsPolicy statistics) {
        return new Directions.Random(RandomDirections.DEFAULT, statistics);
    }

    @Test
    void randomDirections() throws IOException {
        digits();
        RandomDirections draws = new RandomDirections(Normalization.LAYER, true, -7, Set.of(firstParameter()));
        repeats(landscape(new Directions.Random(draws, StatisticsPolicy.OWN)));
    }

    @Test
    void aChosenLossInSixtyFourBitsOfScaledBytes() throws IOException {
        open(
                SAMPLES.resolve("diabetes-mlp.onnx"),
                SAMPLES.resolve("diabetes-test.npz"),
                new ExperimentSettings(LossOptions.of(Optional.of(LossKind.MAE)), 31, true, Precision.DOUBLE, 2));
        LandscapeStudy.Result found = landscape(random(StatisticsPolicy.OWN));
        // Two workers here, one a core there: that is said, and changes no bit.
        Path expected = folder.resolve("expected.npz");
        ResultNpz.write(expected, found);
        RepeatedCommand.run(found.command().with("--workers", 2), folder.resolve("repeated.npz"));
        RepeatedCommand.assertSame(expected, folder.resolve("repeated.npz"));
        assertThat(found.command().text()).contains("--loss mae", "--samples 31", "--double", "--scale-bytes");
    }

    static Stream<DirectionKind> computedKinds() {
        return DirectionKind.all().stream().filter(DirectionKind::isComputed);
    }

    @ParameterizedTest
    @MethodSource("computedKinds")
    void computedDirections(DirectionKind kind) throws IOException {
        diabetes();
        repeats(landscape(new Directions.Computed(kind, 3, Set.of(firstParameter()), StatisticsPolicy.OWN)));
    }

    @Test
    void savedDirectionsWithConvexity() throws IOException {
        diabetes();
        int size = experiment.layout().size();
        Random random = new Random(1);
        DirectionsNpz.Directions directions = new DirectionsNpz.Directions(
                random.doubles(size).toArray(), random.doubles(size).toArray());
        Path file = folder.resolve("two directions.npz");
        DirectionsNpz.write(file, experiment.layout(), directions, Provenance.NONE);
        LandscapeStudy.Result found = landscape(new Directions.Saved(file, StatisticsPolicy.OWN));
        repeats(withConvexity(found, Set.of(firstParameter())));
    }

    @ParameterizedTest
    @EnumSource(StatisticsPolicy.class)
    void withStatisticsOfBatchNormalizations(StatisticsPolicy statistics) throws IOException {
        normalizing();
        repeats(landscape(random(statistics)));
        OtherWeights second = OtherWeights.in(model("second.onnx", 1));
        OtherWeights third = OtherWeights.in(model("third.onnx", 2));
        repeats(around(new ThroughModels(second, third, statistics)
                .run(experiment, StudyListener.NONE, GO)
                .found()));
        repeats(new Line(second, 4, 0.5, Optional.empty(), statistics).run(experiment, StudyListener.NONE, GO));
        repeats(around(
                new Connection(second, training(BaseOptimizer.MOMENTUM), Optional.empty(), statistics, Optional.empty())
                        .run(experiment, StudyListener.NONE, GO)
                        .found()));
    }

    @Test
    void atOtherWeights() throws IOException {
        normalizing();
        Experiment ofModel = experiment;
        Path file = model("other model.onnx", 3);
        Weights weights = OtherWeights.in(file).read(experiment.fileNetwork(), notice -> {});
        try (ofModel) {
            experiment = ofModel.at(weights);
            repeats(landscape(random(StatisticsPolicy.OWN)));
            repeats(new NoiseStudy(new GaussianIncrease(0.02, 6, 1, true)).run(experiment, StudyListener.NONE, GO));
            repeats(around(new ThroughModels(
                            OtherWeights.of(ofModel.weights()),
                            OtherWeights.in(model("c.onnx", 4)),
                            StatisticsPolicy.OWN)
                    .run(experiment, StudyListener.NONE, GO)
                    .found()));
        }
    }

    /** Weights that are in no file are named as one to be saved before, not passed over. */
    @Test
    void weightsInMemoryAreToBeSavedBefore() throws IOException {
        Experiment ofModel = diabetes();
        Weights trained =
                new Weights("step 12", new WeightsSource.Training("Adam", 12), FreshWeights.draw(ofModel.layout(), 1));
        try (ofModel) {
            experiment = ofModel.at(trained);
            assertThat(landscape(random(StatisticsPolicy.OWN)).command().text()).contains("step-12.npz");
        }
    }

    /** A checkpoint whose arrays have other names, and two of one shape: the person said which is which. */
    @Test
    void arraysThatAPersonChose() throws IOException {
        normalizing();
        Parameter parameter = experiment.layout().parameters().stream()
                .filter(each -> each.shape().length == 1 && hasTwin(each))
                .findFirst()
                .orElseThrow();
        Parameter twin = experiment.layout().parameters().stream()
                .filter(each -> each != parameter && Arrays.equals(each.shape(), parameter.shape()))
                .findFirst()
                .orElseThrow();
        List<Path> files = List.of(renamed("a.npz", 1), renamed("b.npz", 2), renamed("c.npz", 3), renamed("d.npz", 4));
        Map<String, String> chosen = Map.of(parameter.name(), "x." + twin.name());
        OtherWeights second = OtherWeights.in(files.get(0), chosen);
        Line.Result line =
                new Line(second, 3, 0, Optional.empty(), StatisticsPolicy.HELD).run(experiment, StudyListener.NONE, GO);
        assertThat(line.command().text()).contains("--match ");
        repeats(line);
        CheckpointSeries series = OtherWeights.series(files, chosen, experiment.fileNetwork());
        repeats(around(Trajectory.of(series, chosen, StatisticsPolicy.HELD)
                .run(experiment, StudyListener.NONE, GO)
                .found()));
        Experiment ofModel = experiment;
        try (ofModel) {
            experiment = ofModel.at(second.read(ofModel.fileNetwork(), notice -> {}));
            LandscapeStudy.Result found = landscape(random(StatisticsPolicy.OWN));
            assertThat(found.command().text()).contains("--match ");
            repeats(found);
        }
    }

    private boolean hasTwin(Parameter parameter) {
        return experiment.layout().parameters().stream()
                        .filter(each -> Arrays.equals(each.shape(), parameter.shape()))
                        .count()
                > 1;
    }

    private Path renamed(String name, long seed) throws IOException {
        double[] theta = FreshWeights.draw(experiment.layout(), seed);
        Random random = new Random(seed);
        Arrays.setAll(theta, i -> theta[i] + 0.1 * random.nextGaussian());
        Path file = folder.resolve(name);
        NpzWriter.write(file, npz -> {
            for (Parameter parameter : experiment.layout().parameters()) {
                npz.add(
                        "x." + parameter.name(),
                        Tensor.of(Arrays.copyOfRange(theta, parameter.offset(), parameter.end()), parameter.shape()));
            }
        });
        return file;
    }

    @Test
    void parametersThatAPersonTookForConstants() throws IOException {
        OpenedModel opened = ModelReaders.open(SAMPLES.resolve("diabetes-mlp.onnx"), GO);
        OpenedModel chosen = opened.choosing(
                Set.of(), Set.of(opened.network().layout().parameters().get(0).name()));
        experiment = Experiment.of(
                chosen,
                LoadedData.open(DataSource.of(SAMPLES.resolve("diabetes-test.npz"))),
                ExperimentSettings.DEFAULT);
        LandscapeStudy.Result found = landscape(random(StatisticsPolicy.OWN));
        assertThat(found.command().text()).contains("--as-constant");
        repeats(found);
    }

    @Test
    void parametersThatAPersonSplit() throws IOException {
        OpenedModel opened = ModelReaders.open(SAMPLES.resolve("diabetes-mlp.onnx"), GO);
        String first = opened.network().layout().parameters().get(0).name();
        OpenedModel split = opened.choosing(new OpenedModel.Choice(Set.of(), Set.of(), false, List.of(first + "=2")));
        experiment = Experiment.of(
                split,
                LoadedData.open(DataSource.of(SAMPLES.resolve("diabetes-test.npz"))),
                ExperimentSettings.DEFAULT);
        LandscapeStudy.Result found = landscape(random(StatisticsPolicy.OWN));
        assertThat(found.command().text()).contains("--split " + first + "=2");
        repeats(found);
    }

    /** On the samples that it took, as the landscape, the convexity too. */
    @Test
    void asManySamplesAsAPrecisionTakes() throws IOException {
        open(
                SAMPLES.resolve("breast-cancer-mlp.onnx"),
                SAMPLES.resolve("breast-cancer-train.npz"),
                ExperimentSettings.DEFAULT);
        LandscapeStudy.Result found = new LandscapeStudy(
                        random(StatisticsPolicy.OWN), GridSettings.square(1, 5), Optional.of(0.2), false)
                .run(experiment, LandscapeStudy.Listener.NONE, GO);
        assertThat(found.samples()).isLessThan(experiment.data().samples());
        repeats(withConvexity(found, Set.of()));
    }

    @Test
    void aFirstLookChangesNothing() throws IOException {
        digits();
        repeats(new LandscapeStudy(random(StatisticsPolicy.OWN), GridSettings.square(1, 5), Optional.empty(), true)
                .run(experiment, LandscapeStudy.Listener.NONE, GO));
    }

    private static TrainingSettings training(BaseOptimizer base) {
        OptimizerSettings optimizer = new OptimizerSettings(base, Ascent.NONE, 1.0 / 30, 0.85, 1e-5, 0);
        LearningRateSchedule schedule = new LearningRateSchedule(LearningRateSchedule.Shape.STEP, 3, 4, 0.3);
        return new TrainingSettings(optimizer, schedule, 7, 3, 11, 0, true);
    }

    @Test
    void betweenModelsWithTestDataAndConvexity() throws IOException {
        open(
                SAMPLES.resolve("breast-cancer-mlp.onnx"),
                SAMPLES.resolve("breast-cancer-train.npz"),
                ExperimentSettings.DEFAULT.withSamples(FEW));
        OtherWeights second = OtherWeights.in(model("-second @model's.onnx", 1));
        Optional<DataSource> test = Optional.of(DataSource.of(SAMPLES.resolve("breast-cancer-test.npz")));
        repeats(new Line(second, 4, 0.3, test, StatisticsPolicy.OWN).run(experiment, StudyListener.NONE, GO));
        TrainingSettings sharp = new TrainingSettings(
                OptimizerSettings.of(BaseOptimizer.NESTEROV, 0.02).with(Ascent.ASAM, 0.3),
                new LearningRateSchedule(LearningRateSchedule.Shape.COSINE, 0, 1, 1),
                16,
                2,
                -1,
                0,
                true);
        Connection.Result curve = new Connection(second, sharp, test, StatisticsPolicy.OWN, Optional.empty())
                .run(experiment, StudyListener.NONE, GO);
        repeats(withConvexity(around(curve.found()), Set.of(firstParameter())));
    }

    @Test
    void checkpointFiles() throws IOException {
        digits();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            files.add(model("epoch " + (4 - i) + ".onnx", i));
        }
        CheckpointSeries series = OtherWeights.series(files, Map.of(), experiment.fileNetwork());
        repeats(around(Trajectory.of(series, Map.of(), StatisticsPolicy.OWN)
                .run(experiment, StudyListener.NONE, GO)
                .found()));
    }

    /** A training in memory, as the window has one, against the one that its command records. */
    private void trainedPath(TrainingStudy study) throws IOException {
        TrajectoryRecorder[] kept = new TrajectoryRecorder[1];
        TrainingStudy.Listener listener = new TrainingStudy.Listener() {
            @Override
            public void progress(long done, long total) {
                // Nobody looks.
            }

            @Override
            public TrainingRecorder recorder(ParameterLayout layout) {
                int statistics = layout.size() - experiment.layout().size();
                kept[0] = new TrajectoryRecorder(
                        layout,
                        statistics,
                        study.settings().optimizer().title(),
                        experiment.objective().precision());
                return kept[0];
            }
        };
        TrainingStudy.Result trained = study.run(experiment, listener, GO);
        Path record = Path.of("record");
        Command path = Command.of("--checkpoints", record).after(study.recording(experiment, record, kept[0].stride()));
        Trajectory asked = new Trajectory(trained.optimizer(), kept[0].weights(), StatisticsPolicy.OWN, path);
        LandscapeStudy.Result found =
                around(asked.run(experiment, StudyListener.NONE, GO).found());
        Path expected = folder.resolve("expected.npz");
        ResultNpz.write(expected, found);
        RepeatedCommand.run(found.command(), folder.resolve("repeated.npz"));
        RepeatedCommand.assertSameButForTheCommand(expected, folder.resolve("repeated.npz"));

        Path end = folder.resolve("end.npz");
        WeightsNpz.write(
                end, trained.layout(), trained.vector(), experiment.objective().precision());
        RepeatedCommand.run(trained.command(), folder.resolve("trained.npz"));
        assertThat(folder.resolve("trained.npz")).hasSameBinaryContentAs(end);
    }

    @Test
    void aTrainingFromFreshWeightsWithValidation() throws IOException {
        digits();
        trainedPath(TrainingStudy.of(training(BaseOptimizer.ADAM), 0.25, true));
    }

    @Test
    void aTrainingOfBatchNormalizations() throws IOException {
        normalizing();
        trainedPath(TrainingStudy.of(training(BaseOptimizer.MOMENTUM), 0, false));
    }

    @Test
    void aTrainingThatHoldsBatchNormalizationsRecordedAtSteps() throws IOException {
        normalizing();
        TrainingSettings settings = training(BaseOptimizer.RMSPROP);
        trainedPath(TrainingStudy.of(
                new TrainingSettings(settings.optimizer(), LearningRateSchedule.CONSTANT, 5, 2, 1, 3, false),
                0,
                false));
    }

    /** More steps than are kept in memory, in double precision: every second one, and the last. */
    @Test
    void aLongTrainingInSixtyFourBits() throws IOException {
        open(
                SAMPLES.resolve("diabetes-mlp.onnx"),
                SAMPLES.resolve("diabetes-test.npz"),
                new ExperimentSettings(
                        LossOptions.FOUND, 10, false, Precision.DOUBLE, ExperimentSettings.DEFAULT.workers()));
        TrainingSettings settings = training(BaseOptimizer.SGD);
        trainedPath(TrainingStudy.of(
                new TrainingSettings(settings.optimizer(), LearningRateSchedule.CONSTANT, 2, 119, 1, 1, true),
                0,
                false));
    }

    @Test
    void increaseUnderNoise() throws IOException {
        digits();
        repeats(new NoiseStudy(new GaussianIncrease(1.0 / 300, 8, 5, false)).run(experiment, StudyListener.NONE, GO));
    }

    @Test
    void measuresOfSharpnessInTheOrderTheyWereTaken() throws IOException {
        diabetes();
        List<SharpnessMeasure> all = SharpnessMeasures.all(4);
        List<SharpnessMeasure> some = Stream.of("trace", "asam", "gaussian")
                .flatMap(name -> all.stream().filter(measure -> measure.label().equals(name)))
                .toList();
        repeats(new SharpnessStudy(some, 4).run(experiment, SharpnessStudy.Listener.NONE, GO));
    }

    @Test
    void curvatureOnSomeOfTheSamples() throws IOException {
        digits();
        CurvatureAnalysis measures = new CurvatureAnalysis(2, true, true, Effort.QUICK, 9, true, 3);
        repeats(new CurvatureStudy(measures, Set.of(firstParameter()), 20)
                .run(experiment, CurvatureStudy.Listener.NONE, GO));
    }

    @Test
    void aShellPassesOnTheWordsAsTheyAre() throws IOException, InterruptedException {
        List<String> names =
                List.of("two words", "it's", "a\"b", "$HOME", "`x`", "a\\b", "ü→", "*", "", "#", "~", "!1");
        Command command = Command.of("info").each("--as-constant", names).with("--lr", 1e-5);
        Path stub = Files.writeString(folder.resolve("stub.sh"), "orograph() { printf '%s\\n' \"$@\"; }\n");
        Process shell = new ProcessBuilder("bash", "-c", ". '" + stub + "'; " + command.text())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(said.lines()).containsExactlyElementsOf(command.arguments().get(0));
    }

    @Test
    void itTellsWhichFilesAreToBeSavedBefore() throws IOException {
        Path there = Files.writeString(folder.resolve("there.npz"), "");
        Path record = folder.resolve("record");
        Command first = Command.of("train", there, "--record", record);
        Command command =
                Command.of("trajectory", there, "--checkpoints", record, "--weights", Path.of("memory-12.npz"));
        assertThat(command.after(first).missing()).containsExactly(Path.of("memory-12.npz"));
        assertThat(Command.of("loss", there).missing()).isEmpty();
        assertThat(Command.NONE.isEmpty()).isTrue();
        assertThat(Command.of("trajectory", there)
                        .with(Command.NONE)
                        .with("--alpha", 1)
                        .after(first)
                        .isEmpty())
                .isTrue();
        assertThat(Command.said("orograph loss gone.onnx").missing()).isEmpty();
    }

    /** What is told of arrays holds for all files of a command: one that reads two in two ways does not exist. */
    @Test
    void arraysAreChosenForAllFilesAlike() {
        Command plane = Command.of("plane", "a.onnx").matching(Map.of("w", "x", "b", "-y"));
        assertThat(plane.with("c.npz").text()).isEqualTo("orograph plane a.onnx c.npz --match b=-y --match w=x");
        assertThat(plane.with(Command.of("c.npz").matching(Map.of("b", "-y", "w", "x")))
                        .text())
                .isEqualTo(plane.with("c.npz").text());
        assertThat(plane.with(Command.of("c.npz").matching(Map.of()))).isSameAs(Command.NONE);
        assertThat(Command.of("line").matching(Map.of()).text()).isEqualTo("orograph line");
        assertThat(Command.of("line").after(plane).text()).startsWith("orograph plane a.onnx --match");
    }

    @Test
    void whatLooksLikeAnOptionIsNone() {
        Command command = Command.of("loss", Path.of("/secret/-m.onnx")).each("--x", List.of("-in", "@in", "in"));
        assertThat(command.arguments().get(0))
                .containsExactly("loss", "/secret/-m.onnx", "--x=-in", "--x=@in", "--x", "in");
        assertThat(command.withoutFolders()).isEqualTo("orograph loss ./-m.onnx --x=-in --x=@in --x in");
    }

    @Test
    void withoutFoldersNoneIsNamed() {
        Path place = Path.of("/secret/place");
        Command command = Command.of("trajectory", place.resolve("m.onnx"))
                .with("--checkpoints", place.resolve("my record"))
                .after(Command.of("train", place.resolve("m.onnx"), "--record", place.resolve("my record")));
        assertThat(command.withoutFolders())
                .isEqualTo("orograph train m.onnx --record 'my record' && orograph trajectory m.onnx --checkpoints"
                        + " 'my record'");
        assertThat(command.text()).contains("/secret/place/m.onnx", "'/secret/place/my record'");
    }
}
