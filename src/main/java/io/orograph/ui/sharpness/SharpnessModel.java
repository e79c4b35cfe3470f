package io.orograph.ui.sharpness;

import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.CriticalPoints;
import io.orograph.landscape.Landscape;
import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;
import io.orograph.sharpness.FlatArea;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.LargestIncrease;
import io.orograph.sharpness.PlaneCurvature;
import io.orograph.study.Experiment;
import io.orograph.study.NoiseStudy;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.LatestWork;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;

/**
 * The measures for the open experiment and its landscape. Those of the plane follow every snapshot; the Gaussian
 * increase runs the network and follows when its settings come to rest. Both are worked out in the background.
 */
public final class SharpnessModel {

    public static final int MAX_DRAWS = 200;

    /**
     * The readings of the landscape.
     *
     * @param curvature empty while too few cells around θ₀ are evaluated
     * @param flatShare share of the plane within the tolerance, 0 to 1; NaN while unknown
     * @param largest the largest increase within the radius
     * @param loss L(θ₀)
     * @param points minima, saddles and plateaus of the plane
     * @param origin what the weights at α = β = 0 are called: θ₀, by their name where they are others, or the centre of
     *     a landscape that was opened
     * @param centred whether a cell lies there, without which nothing is measured around it
     */
    public record PlaneReading(
            Optional<PlaneCurvature> curvature,
            double flatShare,
            LargestIncrease largest,
            double loss,
            List<CriticalPoint> points,
            double spread,
            boolean complete,
            String origin,
            boolean centred) {

        public PlaneReading {
            points = List.copyOf(points);
        }
    }

    /** The name of the weights at α = β = 0 of an opened landscape: θ₀ are those of what is open. */
    static final String CENTRE = "its centre";

    /** A landscape to read, and how. */
    private record PlaneRequest(Landscape landscape, double tolerance, double radius) {}

    private final ObservableValue<Experiment> experiment;
    private final ObservableValue<Landscape> landscape;

    private final DoubleProperty sigma = new SimpleDoubleProperty(this, "sigma", GaussianIncrease.DEFAULT_SIGMA);
    private final IntegerProperty draws = new SimpleIntegerProperty(this, "draws", GaussianIncrease.DEFAULT_DRAWS);
    private final BooleanProperty filterNormalized = new SimpleBooleanProperty(this, "filterNormalized");
    private final DoubleProperty tolerance = new SimpleDoubleProperty(this, "tolerance", 0.1);
    private final DoubleProperty radius = new SimpleDoubleProperty(this, "radius", 0.5);

    private final BooleanProperty markPoints = new SimpleBooleanProperty(this, "markPoints", true);

    private final ReadOnlyObjectWrapper<GaussianIncrease.Result> gaussian =
            new ReadOnlyObjectWrapper<>(this, "gaussian");
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale");
    private final ReadOnlyObjectWrapper<PlaneReading> plane = new ReadOnlyObjectWrapper<>(this, "plane");
    private final LatestTask<GaussianIncrease.Result> measuring;
    private final LatestWork<PlaneRequest, PlaneReading> reading;
    private OpenedModel model;

    public SharpnessModel(
            ObservableValue<Experiment> experiment,
            ObservableValue<Landscape> landscape,
            Executor background,
            Problems problems) {
        this.experiment = experiment;
        this.landscape = landscape;
        this.measuring = new LatestTask<>(
                background, this::accept, cause -> problems.report("The sharpness cannot be measured", cause));
        this.reading = new LatestWork<>(background, Platform::runLater, SharpnessModel::read, this::publish);
        sigma.addListener((property, old, now) -> measureWhenAtRest());
        draws.addListener((property, old, now) -> measureWhenAtRest());
        filterNormalized.addListener((property, old, now) -> measureWhenAtRest());
        experiment.addListener((property, old, now) -> {
            measuring.drop();
            takeModel(now == null ? null : now.model());
            measureWhenAtRest();
        });
        landscape.addListener((property, old, now) -> readPlane());
        tolerance.addListener((property, old, now) -> readPlane());
        radius.addListener((property, old, now) -> readPlane());
    }

    /** Takes other data or another loss for the same model: the last value stays until there is a new one. */
    private void takeModel(OpenedModel now) {
        if (now == null || now != model) {
            gaussian.set(null);
            model = now;
        }
    }

    private void accept(GaussianIncrease.Result result) {
        stale.set(false);
        gaussian.set(result);
    }

    private void measureWhenAtRest() {
        Experiment subject = experiment.getValue();
        if (subject != null) {
            stale.set(true);
            measuring.startWhenAtRest(() -> measurement(subject));
        }
    }

    private LatestTask.Work<GaussianIncrease.Result> measurement(Experiment subject) {
        GaussianIncrease measure = new GaussianIncrease(sigma.get(), inPairs(draws.get()), 0, filterNormalized.get());
        NoiseStudy study = new NoiseStudy(measure);
        return (cancel, progress) ->
                study.run(subject, progress::progress, cancel).increase();
    }

    private void readPlane() {
        Landscape now = landscape.getValue();
        if (now == null) {
            plane.set(null);
            return;
        }
        reading.request(new PlaneRequest(now, tolerance.get(), radius.get()));
    }

    private static PlaneReading read(PlaneRequest request) {
        Landscape subject = request.landscape();
        return new PlaneReading(
                PlaneCurvature.of(subject),
                FlatArea.share(subject, request.tolerance()),
                LargestIncrease.within(subject, request.radius()),
                subject.centerLoss(),
                CriticalPoints.of(subject),
                subject.max() - subject.min(),
                subject.isComplete(),
                subject.section().plane().isPresent() ? subject.section().origin() : CENTRE,
                subject.grid().center() >= 0);
    }

    private void publish(PlaneReading result) {
        if (landscape.getValue() != null) {
            plane.set(result);
        }
    }

    /** Returns σ of the Gaussian noise. */
    public DoubleProperty sigmaProperty() {
        return sigma;
    }

    /** Returns an even number of draws: they come in pairs. */
    static int inPairs(int draws) {
        return draws + draws % 2;
    }

    /** Returns the number of draws of the Gaussian noise; an odd one stands for the next. */
    public IntegerProperty drawsProperty() {
        return draws;
    }

    /** Tells whether the noise is relative to each filter's weights. */
    public BooleanProperty filterNormalizedProperty() {
        return filterNormalized;
    }

    /** Returns how much more loss than at θ₀ still counts as flat. */
    public DoubleProperty toleranceProperty() {
        return tolerance;
    }

    /** Returns how far from θ₀ the largest increase is looked for, in the plane's coordinates. */
    public DoubleProperty radiusProperty() {
        return radius;
    }

    /** Tells whether minima, saddles and plateaus of the plane are marked on the views. */
    public BooleanProperty markPointsProperty() {
        return markPoints;
    }

    /** Returns θ₀, at which the estimate is taken; null while nothing is open. */
    public ObservableValue<Weights> weightsProperty() {
        return experiment.map(Experiment::weights);
    }

    /** Returns the latest estimate; null before the first. */
    public ReadOnlyObjectProperty<GaussianIncrease.Result> gaussianProperty() {
        return gaussian.getReadOnlyProperty();
    }

    /** Tells whether the latest estimate is one for other settings, data or loss, until there is a new one. */
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /** Tells whether a new estimate is on its way. */
    public ReadOnlyBooleanProperty measuringProperty() {
        return measuring.runningProperty();
    }

    /** Returns how far the estimate is, 0 to 1; -1 while unknown. */
    public ReadOnlyDoubleProperty measuringProgressProperty() {
        return measuring.progressProperty();
    }

    /** Returns what the landscape says so far; null while there is none. */
    public ReadOnlyObjectProperty<PlaneReading> planeProperty() {
        return plane.getReadOnlyProperty();
    }
}
