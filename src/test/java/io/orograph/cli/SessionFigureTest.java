package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.network.Precision;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.Evaluation;
import io.orograph.provenance.Provenance;
import io.orograph.session.Session;
import io.orograph.session.SessionFile;
import io.orograph.session.StoredResult;
import io.orograph.study.Connection;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.FoundSection;
import io.orograph.study.GridSettings;
import io.orograph.study.KeptSection;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.OtherWeights;
import io.orograph.study.StudyListener;
import io.orograph.study.TestSamples;
import io.orograph.study.ThroughModels;
import io.orograph.study.Trajectory;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunCurves;
import io.orograph.study.runs.RunState;
import io.orograph.task.CancelToken;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.FreshWeights;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingSettings;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of result of a session is drawn by its name, without its model and data. */
class SessionFigureTest {

    @TempDir
    static Path folder;

    private static Path session;
    private static Connection.Result curve;

    @BeforeAll
    static void save() throws IOException {
        List<StoredResult> results = new ArrayList<>();
        try (Experiment experiment =
                TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(40))) {
            OptimizerSettings adam = OptimizerSettings.of(BaseOptimizer.ADAM, 0.01);
            TrainingSettings training = new TrainingSettings(adam, LearningRateSchedule.CONSTANT, 20, 2, 0, 0, true);
            curve = new Connection(
                            other(experiment, 3), training, Optional.empty(), StatisticsPolicy.OWN, Optional.empty())
                    .run(experiment, StudyListener.NONE, new CancelToken());
            results.add(stored("curve", curve.found()));
            FoundSection plane = new ThroughModels(other(experiment, 3), other(experiment, 4), StatisticsPolicy.OWN)
                    .run(experiment, StudyListener.NONE, new CancelToken())
                    .found();
            results.add(stored("plane", plane));
            results.add(stored("path", path(experiment)));
            LandscapeStudy over = new LandscapeStudy(plane, GridSettings.square(1, 5), Optional.empty(), false);
            results.add(StoredResult.of(over.run(experiment, (done, total) -> {}, new CancelToken()), false, ""));
        }
        List<TrainingPoint> points = List.of(point(0, 0.9), point(10, 0.5), point(20, 0.25));
        results.add(StoredResult.of(
                "run",
                "a run",
                new Run(
                        "1",
                        "a run",
                        false,
                        Optional.empty(),
                        RunState.DONE,
                        new RunCurves(points, List.of(0.0, 1.0, 2.0), List.of()),
                        Optional.empty())));
        double[] table = new double[2 * 13];
        table[3] = 0.75;
        table[13] = 10;
        table[13 + 1] = 1;
        table[13 + 3] = 0.125;
        results.add(StoredResult.of(
                "training",
                "Adam",
                new SavedResult(new NamedValues().put("points", Tensor.of(table, 2, 13)), Provenance.NONE)));
        results.add(StoredResult.of(
                "sharpness", "Sharpness", new SavedResult(new NamedValues().put("x", new double[1]), Provenance.NONE)));
        session = folder.resolve("work.orograph");
        SessionFile.write(
                session, new Session(Session.Saved.now(), Optional.empty(), Optional.empty(), Map.of(), "", results));
    }

    private static OtherWeights other(Experiment experiment, long seed) {
        return OtherWeights.of(new Weights(
                "fresh " + seed,
                new WeightsSource.Training("SGD", seed),
                FreshWeights.draw(experiment.layout(), seed)));
    }

    private static StoredResult stored(String kind, FoundSection found) {
        return StoredResult.of(
                kind, found.section().title(), new SavedResult(KeptSection.values(found), Provenance.NONE));
    }

    private static FoundSection path(Experiment experiment) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int epoch = 1; epoch <= 4; epoch++) {
            files.add(folder.resolve("epoch_" + epoch + ".npz"));
            WeightsNpz.write(
                    files.get(epoch - 1),
                    experiment.layout(),
                    FreshWeights.draw(experiment.layout(), epoch),
                    Precision.SINGLE);
        }
        return Trajectory.of(
                        OtherWeights.series(files, Map.of(), experiment.loss().network()),
                        Map.of(),
                        StatisticsPolicy.OWN)
                .run(experiment, StudyListener.NONE, new CancelToken())
                .found();
    }

    private static TrainingPoint point(long step, double loss) {
        return new TrainingPoint(step, step / 10.0, 0.1, new Evaluation(loss, 0.01, 0.5, 40), null);
    }

    private static String drawn(String name) throws IOException {
        Path svg = folder.resolve(name + ".svg");
        CommandRun run = CommandRun.of("figure", session, "--result", name, "--out", svg);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("Wrote " + svg + "\n");
        return Files.readString(svg);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "curve-1 | t: 0 at the first model, 1 at the second; curve; line; straight line; fresh 3; bend",
                "path-1 | true loss; in the plane; point of the path; % of the variance; 4 checkpoints",
                "run-1 | Training by a run; training loss; epoch",
                "training-1 | Training by Adam; training loss; epoch",
            })
    void eachKindIsDrawnWithItsWords(String name, String words) throws IOException {
        assertThat(drawn(name)).contains(words.split("; "));
    }

    /** A plane through models is its landscape where that was evaluated, with the models on it. */
    @Test
    void aPlaneThroughModelsIsDrawnWithItsLandscape() throws IOException {
        assertThat(drawn("plane-1")).isEqualTo(drawn("landscape-1")).contains("fresh 3", "fresh 4");
        Path alone = folder.resolve("alone.orograph");
        Session whole = SessionFile.read(session);
        SessionFile.write(
                alone,
                new Session(
                        whole.saved(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        "",
                        List.of(whole.named().get("plane-1"))));
        Path svg = folder.resolve("alone.svg");
        CommandRun run = CommandRun.of("figure", alone, "--out", svg);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(svg)).contains("Plane through", "fresh 3", "fresh 4");
    }

    @Test
    void withoutANameTheSessionIsListed() {
        CommandRun run = CommandRun.of("figure", session);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.split(" ")[0]))
                .containsExactly(
                        "Result",
                        "curve-1",
                        "plane-1",
                        "path-1",
                        "landscape-1",
                        "run-1",
                        "training-1",
                        "sharpness-1",
                        "Draw");
        assertThat(run.out()).contains("landscape-1  Plane through").contains("(drawn by default)");
        Path svg = folder.resolve("usual.svg");
        assertThat(CommandRun.of("figure", session, "--out", svg).out())
                .isEqualTo("Wrote " + svg + "\nIt shows landscape-1; --result draws another of the session: curve-1,"
                        + " plane-1, path-1, run-1, training-1, sharpness-1\n");
    }

    @Test
    void whatCannotBeDrawnIsSaid() {
        CommandRun none =
                CommandRun.of("figure", session, "--result", "sharpness-1", "--out", folder.resolve("no.svg"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("holds sharpness-1, of which there is no figure");
        CommandRun nowhere = CommandRun.of("figure", session, "--result", "curve-1");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--out=FILE");
    }
}
