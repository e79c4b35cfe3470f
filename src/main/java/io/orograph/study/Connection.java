package io.orograph.study;

import io.orograph.data.DataSource;
import io.orograph.export.NamedValues;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.Evaluation;
import io.orograph.objective.Objective;
import io.orograph.plane.ModelLine;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.training.BezierCurve;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a curve of low loss joins θ₀ to another model: a quadratic Bézier curve is trained between them (Garipov et al.
 * 2018, arXiv 1802.10026) and compared with the straight line.
 *
 * @param other the model at t = 1
 * @param training of the bend
 * @param test further data to evaluate curve and line on; empty for none
 * @param statistics with which statistics of batch normalisations losses are taken
 * @param trained the curve, where it was trained before with these settings; empty to train it
 */
public record Connection(
        OtherWeights other,
        TrainingSettings training,
        Optional<DataSource> test,
        StatisticsPolicy statistics,
        Optional<BezierCurve> trained)
        implements Study<StudyListener, Connection.Result> {

    /** Steps of t at which curve and line are compared. */
    private static final int STEPS = 40;

    /** Steps of t between two points of the curve that lie on its section. */
    private static final int STRIDE = 2;

    /**
     * The losses on one set of data, at the same t along both.
     *
     * @param positions t, from 0 to 1, which are both among them exactly
     */
    public record Side(double[] positions, double[] curve, double[] line) {

        public double curveBarrier() {
            return ModelLine.barrier(positions, curve);
        }

        public double lineBarrier() {
            return ModelLine.barrier(positions, line);
        }

        /** Returns the highest loss on the curve. */
        public double curveHighest() {
            return Arrays.stream(curve).max().orElse(Double.NaN);
        }

        /** Returns the highest loss on the line. */
        public double lineHighest() {
            return Arrays.stream(line).max().orElse(Double.NaN);
        }
    }

    /**
     * The curve, its losses, and the plane that it lies in.
     *
     * @param section with points of the curve on it
     * @param models at both ends
     * @param curve of weights alone, whatever they are evaluated with
     * @param train on the data that the curve was trained on
     * @param test on others; empty if there are none
     * @param command that finds it, without the options of a grid
     */
    public record Result(
            Section section,
            List<Weights> models,
            BezierCurve curve,
            Side train,
            Optional<Side> test,
            Command command) {

        /** Returns one that was found before. */
        public static Result found(
                FoundSection over, List<Weights> models, double[] bend, Side train, Optional<Side> test) {
            BezierCurve curve =
                    new BezierCurve(models.get(0).theta(), bend, models.get(1).theta());
            return new Result(over.section(), models, curve, train, test, over.command());
        }

        /** Returns the weights towards which the curve bends. */
        public double[] bend() {
            return curve.bend();
        }

        /** Returns the plane as one to be evaluated. */
        public FoundSection found() {
            return new FoundSection(section, command, values());
        }

        /** Returns what an export of the plane's landscape holds besides. */
        public NamedValues values() {
            NamedValues values = new NamedValues()
                    .put("t", train.positions())
                    .put("curve_loss", train.curve())
                    .put("line_loss", train.line());
            test.ifPresent(side -> values.put("curve_test_loss", side.curve()).put("line_test_loss", side.line()));
            return values;
        }
    }

    @Override
    public Result run(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
        List<Weights> models = PlacedModels.read(experiment, List.of(other), listener, cancel);
        String names = PlacedModels.names(models);
        if (Arrays.equals(models.get(0).theta(), models.get(1).theta())) {
            throw new UnsuitableModelsException(names + " have the same weights: choose two different models.");
        }
        if (trained.isEmpty()) {
            UnsuitableModelsException.ifUntrainable(
                    experiment, experiment.data().samples(), training);
        }
        // Before the training: what cannot be evaluated is better known now.
        try (Experiment further = test.isEmpty() ? null : experiment.onOther(test.get())) {
            BezierCurve curve = trained.isPresent() ? trained.get() : train(experiment, models, listener, cancel);
            return evaluate(experiment, Optional.ofNullable(further), models, curve, listener, cancel);
        }
    }

    private BezierCurve train(Experiment experiment, List<Weights> models, StudyListener listener, CancelToken cancel) {
        listener.stage("Training the curve");
        return BezierCurve.train(
                models.get(0).theta(),
                models.get(1).theta(),
                experiment.loss(),
                experiment.data(),
                experiment.objective().precision(),
                training,
                experiment.kept(),
                listener,
                cancel);
    }

    private Result evaluate(
            Experiment experiment,
            Optional<Experiment> further,
            List<Weights> models,
            BezierCurve curve,
            StudyListener listener,
            CancelToken cancel)
            throws IOException {
        listener.stage("Evaluating the curve");
        Weights bend = new Weights("bend", new WeightsSource.CurvePoint("bend", 0.5), curve.bend());
        if (statistics.isOwn() && !experiment.statistics().isEmpty()) {
            bend = bend.with(experiment.objective().statisticsAt(curve.bend(), cancel));
        }
        BezierCurve evaluated = new BezierCurve(
                experiment.vector(models.get(0), statistics),
                experiment.vector(bend, statistics),
                experiment.vector(models.get(1), statistics));
        Side train = along(evaluated, experiment.objective(), listener, cancel);
        Optional<Side> onTest = Optional.empty();
        if (further.isPresent()) {
            listener.stage("Evaluating the curve on the test data");
            onTest = Optional.of(along(evaluated, further.get().objective(), listener, cancel));
        }
        Section section = section(experiment, models, bend, evaluated, listener, cancel);
        return new Result(section, models, curve, train, onTest, command(experiment));
    }

    private Side along(BezierCurve curve, Objective objective, StudyListener listener, CancelToken cancel) {
        double[] positions = positions();
        long all = 2L * positions.length;
        Evaluation[] line = new ModelLine(curve.start(), curve.end())
                .evaluate(objective, statistics, positions, (done, total) -> listener.progress(done, all), cancel);
        Evaluation[] bent = curve.evaluate(
                objective,
                statistics,
                positions,
                (done, total) -> listener.progress(positions.length + done, all),
                cancel);
        return new Side(positions, losses(bent), losses(line));
    }

    private static double[] losses(Evaluation[] evaluations) {
        return Arrays.stream(evaluations).mapToDouble(Evaluation::loss).toArray();
    }

    private static double[] positions() {
        double[] positions = new double[STEPS + 1];
        Arrays.setAll(positions, i -> (double) i / STEPS);
        return positions;
    }

    private Section section(
            Experiment experiment,
            List<Weights> models,
            Weights bend,
            BezierCurve evaluated,
            StudyListener listener,
            CancelToken cancel)
            throws IOException {
        String names = PlacedModels.names(models);
        Plane plane = plane(experiment, models, bend, names);
        List<Weights> points = points(experiment, evaluated, names);
        PlanePath path = PlacedModels.path(
                PlanePath.Kind.CURVE, "curve between " + names, points, plane, experiment, listener, cancel);
        List<Weights> laid = new ArrayList<>(models);
        laid.add(bend);
        List<PlaneCoordinates> places = laid.stream()
                .map(each -> PlaneCoordinates.of(plane.of(experiment.layout()), each.theta()))
                .toList();
        Provenance description = PlacedModels.description(
                        "plane of a Bézier curve between " + names, laid, places, statistics, experiment)
                .with(Key.CURVE, curveEntries());
        return Section.of("Curve between " + names, description, plane).through(path, PlacedModels.extent(places));
    }

    private Map<?, ?> curveEntries() {
        return TrainingCommand.entries(training);
    }

    private Plane plane(Experiment experiment, List<Weights> models, Weights bend, String names) throws IOException {
        try {
            return PlacedModels.plane(experiment, statistics, models.get(0), models.get(1), bend);
        } catch (IllegalArgumentException e) {
            throw new UnsuitableModelsException(
                    "The curve between " + names + " is straight, so it lies in no plane: " + e.getMessage()
                            + "; train it longer or faster.",
                    e);
        }
    }

    private static List<Weights> points(Experiment experiment, BezierCurve evaluated, String names) {
        List<Weights> points = new ArrayList<>();
        for (int i = 0; i <= STEPS; i += STRIDE) {
            double t = (double) i / STEPS;
            points.add(Weights.of(
                    String.format(Locale.ROOT, "t = %.2f", t),
                    new WeightsSource.CurvePoint("curve between " + names, t),
                    evaluated.at(t),
                    experiment.layout().size()));
        }
        return points;
    }

    private Command command(Experiment experiment) {
        Command options = SectionCommand.ofModels(List.of(other))
                .with(TrainingCommand.options(training))
                .with(SectionCommand.ofStatistics(statistics, experiment));
        if (test.isPresent()) {
            options = options.with("--test", test.get().path());
        }
        return experiment.command("connect", options);
    }
}
