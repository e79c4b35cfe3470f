package io.orograph.ui.between;

import io.orograph.data.DataSource;
import io.orograph.experiment.Experiment;
import io.orograph.experiment.ExperimentSettings;
import io.orograph.experiment.LoadedData;
import io.orograph.experiment.StatisticsChoice;
import io.orograph.plane.ModelPlane;
import io.orograph.plane.Plane;
import io.orograph.plane.Projection;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.training.BezierCurve;
import io.orograph.training.TrainingSettings;
import io.orograph.ui.evaluation.GivenPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Lays planes through models and trains curves between them, in the background. */
final class BetweenWork {

    /** Shown beyond the outermost models, as a share of their distance; the plane adds a margin of its own. */
    private static final double BEYOND = 0.15;

    private final Experiment subject;
    private final StatisticsChoice statistics;
    private final List<String> notices = new ArrayList<>();
    private final Consumer<String> stage;
    private final ProgressListener progress;
    private final CancelToken cancel;

    /**
     * @param statistics what batch normalisations are evaluated with
     * @param stage hears what is being done, on the thread of the work
     */
    BetweenWork(
            Experiment subject,
            StatisticsChoice statistics,
            Consumer<String> stage,
            ProgressListener progress,
            CancelToken cancel) {
        this.subject = subject;
        this.statistics = statistics;
        this.stage = stage;
        this.progress = progress;
        this.cancel = cancel;
    }

    /**
     * The open model and others of its architecture.
     *
     * @throws IOException if one cannot be read or is of another architecture; the message is a sentence
     */
    List<NamedWeights> read(Path... files) throws IOException {
        List<NamedWeights> models = new ArrayList<>();
        models.add(NamedWeights.open(subject));
        for (Path file : files) {
            cancel.check();
            models.add(NamedWeights.read(file, subject, notices));
        }
        return models;
    }

    /**
     * The plane through three models, the first at its origin.
     *
     * @throws IOException if they span no plane; the message is a sentence
     */
    Between plane(List<NamedWeights> three) throws IOException {
        List<NamedWeights> models = NamedWeights.distinct(three);
        begin("Evaluating the models");
        Plane plane = through(
                evaluated(models.get(0)),
                evaluated(models.get(1)),
                evaluated(models.get(2)),
                names(models) + " span no plane: ",
                "; choose three that were trained apart.");
        List<PlacedModel> placed = place(models, plane);
        return new Between(
                given("Plane through " + names(models), "through " + names(models), plane, placed, Map.of()),
                BetweenOverlay.of(placed),
                placed,
                null,
                null,
                statistics,
                notices);
    }

    /**
     * The same with the statistics that are chosen now; a curve is not trained again.
     *
     * @param test data to evaluate a curve on too; null for none
     * @throws IOException if the test data cannot be used; the message is a sentence
     */
    Between again(Between shown, DataSource test, boolean scaleBytes) throws IOException {
        notices.addAll(shown.notices());
        List<NamedWeights> models =
                shown.models().stream().map(PlacedModel::model).toList();
        if (shown.curve() == null) {
            return plane(models);
        }
        try (Experiment further = test == null ? null : onTest(test, scaleBytes)) {
            return curve(models, shown.curve(), further);
        }
    }

    /**
     * Trains a curve between two models and lays the plane through them and its bend.
     *
     * @param test data to evaluate it on too; null for none
     * @param scaleBytes whether those are scaled as the others are
     * @throws IOException if the models are the same, or the test data cannot be used; the message is a sentence
     */
    Between curve(List<NamedWeights> two, TrainingSettings settings, DataSource test, boolean scaleBytes)
            throws IOException {
        List<NamedWeights> models = NamedWeights.distinct(two);
        double[] start = weights(models.get(0).state());
        double[] end = weights(models.get(1).state());
        if (Arrays.equals(start, end)) {
            throw new IOException(names(models) + " have the same weights: choose two different models.");
        }
        // Before the training: what cannot be evaluated is better known now.
        try (Experiment further = test == null ? null : onTest(test, scaleBytes)) {
            begin("Training the curve");
            BezierCurve curve = BezierCurve.train(
                    start,
                    end,
                    subject.loss(),
                    subject.data(),
                    subject.objective().precision(),
                    settings,
                    progress,
                    cancel);
            return curve(models, new Between.TrainedCurve(curve, settings), further);
        }
    }

    /**
     * @param further test data; null for none
     */
    private Between curve(List<NamedWeights> models, Between.TrainedCurve trained, Experiment further)
            throws IOException {
        begin("Evaluating the curve");
        BezierCurve curve =
                statistics.curve(trained.curve(), evaluated(models.get(0)), evaluated(models.get(1)), subject, cancel);
        Connection.Side train = Connection.along(curve, subject.objective(), statistics.source(), progress, cancel);
        Connection.Side other = further == null ? null : alongOn(further, curve);
        return curve(models, curve, trained, new Connection(train.positions(), train, other));
    }

    private Connection.Side alongOn(Experiment further, BezierCurve curve) {
        begin("Evaluating the curve on the test data");
        return Connection.along(curve, further.objective(), statistics.sourceOnTest(subject), progress, cancel);
    }

    private Between curve(
            List<NamedWeights> models, BezierCurve curve, Between.TrainedCurve trained, Connection connection)
            throws IOException {
        Plane plane = through(
                curve.start(),
                curve.end(),
                curve.bend(),
                "The curve between " + names(models) + " is straight, so it lies in no plane: ",
                "; train it longer or faster.");
        List<PlacedModel> placed = place(models, plane);
        PlacedModel bend = place(List.of(new NamedWeights("bend", curve.bend(), "")), plane)
                .get(0);
        List<PlacedModel> all = new ArrayList<>(placed);
        all.add(bend);
        GivenPlane given = given(
                "Curve between " + names(models),
                "plane of a Bézier curve between " + names(models),
                plane,
                all,
                Map.of("curve", trained.entries()));
        return new Between(given, BetweenOverlay.of(placed, bend), placed, connection, trained, statistics, notices);
    }

    private Experiment onTest(DataSource test, boolean scaleBytes) throws IOException {
        ExperimentSettings settings = new ExperimentSettings(
                Optional.of(subject.loss().kind()),
                0,
                scaleBytes,
                subject.objective().precision(),
                subject.objective().workers());
        Experiment experiment = Experiment.of(subject.model(), LoadedData.open(test), settings);
        experiment.objective().giveWay();
        return experiment;
    }

    private void begin(String what) {
        cancel.check();
        stage.accept(what);
        progress.progress(0, 1);
    }

    private double[] weights(double[] state) {
        return Arrays.copyOf(state, subject.layout().size());
    }

    private double[] evaluated(NamedWeights model) {
        return statistics.of(model.state(), subject);
    }

    private Plane through(double[] a, double[] b, double[] c, String before, String after) throws IOException {
        try {
            return ModelPlane.through(
                            statistics.layout(subject), subject.layout().size(), a, b, c)
                    .with(statistics.source());
        } catch (IllegalArgumentException e) {
            throw new IOException(before + e.getMessage() + after, e);
        }
    }

    private List<PlacedModel> place(List<NamedWeights> models, Plane plane) {
        Plane inWeights = plane.of(subject.layout());
        PlacedModel[] placed = new PlacedModel[models.size()];
        subject.objective().parallel(placed.length, cancel, (worker, i) -> {
            NamedWeights model = models.get(i);
            Projection at = Projection.of(inWeights, weights(model.state()));
            placed[i] = new PlacedModel(
                    model, at.alpha(), at.beta(), worker.evaluate(evaluated(model), statistics.source(), cancel));
        });
        return List.of(placed);
    }

    private GivenPlane given(
            String title, String directions, Plane plane, List<PlacedModel> points, Map<String, Object> more) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("directions", directions);
        entries.put("points", points.stream().map(PlacedModel::entries).toList());
        entries.putAll(more);
        statistics.between(subject).ifPresent(text -> entries.put(Between.BATCH_NORM, text));
        return new GivenPlane(
                title,
                plane,
                entries,
                range(points.stream().mapToDouble(PlacedModel::alpha).toArray()),
                range(points.stream().mapToDouble(PlacedModel::beta).toArray()));
    }

    /** With so much beyond the outermost on each side that their valleys are seen as such. */
    private static double[] range(double[] values) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        double more = BEYOND * (high - low);
        return new double[] {low - more, high + more};
    }

    /** As in "a, b and c". */
    static String names(List<NamedWeights> models) {
        int last = models.size() - 1;
        return models.subList(0, last).stream().map(NamedWeights::name).collect(Collectors.joining(", ")) + " and "
                + models.get(last).name();
    }
}
