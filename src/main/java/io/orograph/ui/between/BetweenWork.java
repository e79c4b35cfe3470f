package io.orograph.ui.between;

import io.orograph.data.DataSource;
import io.orograph.experiment.Experiment;
import io.orograph.experiment.ExperimentSettings;
import io.orograph.experiment.LoadedData;
import io.orograph.figure.Overlay;
import io.orograph.figure.OverlaySymbol;
import io.orograph.network.RunningStatistics;
import io.orograph.objective.StatisticsSource;
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

    private static final String STATISTICS =
            "Batch normalisation has each model's own running statistics at its place and, between them, what lies"
                    + " between.";

    private static final int WHITE = 0xffffffff;
    private static final int CURVE = 0xffff7a1a;

    /** Shown beyond the outermost models, as a share of their distance; the plane adds a margin of its own. */
    private static final double BEYOND = 0.15;

    private final Experiment subject;
    private final List<String> notices = new ArrayList<>();
    private final Consumer<String> stage;
    private final ProgressListener progress;
    private final CancelToken cancel;

    /**
     * @param stage hears what is being done, on the thread of the work
     */
    BetweenWork(Experiment subject, Consumer<String> stage, ProgressListener progress, CancelToken cancel) {
        this.subject = subject;
        this.stage = stage;
        this.progress = progress;
        this.cancel = cancel;
        if (!RunningStatistics.of(subject.loss().network()).isEmpty()) {
            notices.add(STATISTICS);
        }
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
                models.get(0).state(),
                models.get(1).state(),
                models.get(2).state(),
                names(models) + " span no plane: ",
                "; choose three that were trained apart.");
        List<PlacedModel> placed = place(models, plane);
        Overlay overlay = new Overlay(List.of(), marks(placed));
        return new Between(
                given("Plane through " + names(models), "through " + names(models), plane, placed, Map.of()),
                overlay,
                placed,
                null,
                notices);
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
        double[] start = models.get(0).state();
        double[] end = models.get(1).state();
        if (Arrays.equals(weights(start), weights(end))) {
            throw new IOException(names(models) + " have the same weights: choose two different models.");
        }
        // Before the training: what cannot be evaluated is better known now.
        try (Experiment further = test == null ? null : onTest(test, scaleBytes)) {
            begin("Training the curve");
            BezierCurve curve = BezierCurve.train(
                            weights(start),
                            weights(end),
                            subject.loss(),
                            subject.data(),
                            subject.objective().precision(),
                            settings,
                            progress,
                            cancel)
                    .between(start, end, subject.objective(), cancel);
            begin("Evaluating the curve");
            Connection.Side train =
                    Connection.along(curve, subject.objective(), StatisticsSource.GIVEN, progress, cancel);
            Connection.Side other = further == null ? null : alongOn(further, curve);
            return curve(models, curve, settings, new Connection(train.positions(), train, other));
        }
    }

    private Connection.Side alongOn(Experiment further, BezierCurve curve) {
        begin("Evaluating the curve on the test data");
        return Connection.along(curve, further.objective(), StatisticsSource.GIVEN, progress, cancel);
    }

    private Between curve(
            List<NamedWeights> models, BezierCurve curve, TrainingSettings settings, Connection connection)
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
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("optimizer", settings.optimizer().title());
        training.put("learning_rate", settings.optimizer().learningRate());
        training.put("batch", settings.batchSize());
        training.put("epochs", settings.epochs());
        training.put("seed", settings.seed());
        List<PlacedModel> all = new ArrayList<>(placed);
        all.add(bend);
        GivenPlane given = given(
                "Curve between " + names(models),
                "plane of a Bézier curve between " + names(models),
                plane,
                all,
                Map.of("curve", training));
        List<Overlay.Mark> marks = new ArrayList<>(marks(placed));
        marks.add(new Overlay.Mark("bend", CURVE, OverlaySymbol.START, bend.alpha(), bend.beta()));
        return new Between(given, new Overlay(lines(placed, bend), marks), placed, connection, notices);
    }

    /** The straight line, and the curve by the same polynomial in the plane's coordinates as in weight space. */
    private static List<Overlay.Line> lines(List<PlacedModel> ends, PlacedModel bend) {
        PlacedModel a = ends.get(0);
        PlacedModel b = ends.get(1);
        double[] t = Connection.evenly();
        double[] none = {};
        return List.of(
                new Overlay.Line(
                        "straight line",
                        WHITE,
                        new double[] {a.alpha(), b.alpha()},
                        new double[] {a.beta(), b.beta()},
                        none),
                new Overlay.Line(
                        "curve",
                        CURVE,
                        Arrays.stream(t)
                                .map(at -> bezier(a.alpha(), bend.alpha(), b.alpha(), at))
                                .toArray(),
                        Arrays.stream(t)
                                .map(at -> bezier(a.beta(), bend.beta(), b.beta(), at))
                                .toArray(),
                        none));
    }

    private static double bezier(double start, double bend, double end, double t) {
        return (1 - t) * (1 - t) * start + 2 * t * (1 - t) * bend + t * t * end;
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

    private Plane through(double[] a, double[] b, double[] c, String before, String after) throws IOException {
        try {
            RunningStatistics statistics = RunningStatistics.of(subject.loss().network());
            return ModelPlane.through(
                    statistics.tracked().layout(), subject.layout().size(), a, b, c);
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
            placed[i] = new PlacedModel(model, at.alpha(), at.beta(), worker.evaluate(model.state(), cancel));
        });
        return List.of(placed);
    }

    private static List<Overlay.Mark> marks(List<PlacedModel> models) {
        return models.stream()
                .map(model ->
                        new Overlay.Mark(model.model().name(), WHITE, OverlaySymbol.DOT, model.alpha(), model.beta()))
                .toList();
    }

    private static GivenPlane given(
            String title, String directions, Plane plane, List<PlacedModel> points, Map<String, Object> more) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("directions", directions);
        entries.put("points", points.stream().map(PlacedModel::entries).toList());
        entries.putAll(more);
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
