package io.orograph.ui.curvature;

import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Landscape;
import io.orograph.plane.Plane;
import io.orograph.study.ConvexityStudy;
import io.orograph.study.Experiment;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.StudyKeeper;
import io.orograph.ui.task.StudyWords;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;

/**
 * The extreme eigenvalues of the Hessian over the plane that is shown, computed when the person asks for them. The map
 * goes when another plane is shown.
 */
public final class ConvexityModel {

    /** The kind of study, in what is kept. */
    public static final String KIND = "convexity";

    private static final String CELLS = "cells";

    static final int MIN_CELLS = 3;
    static final int MAX_CELLS = 15;

    private static final int USUAL_CELLS = 5;

    private final ObservableValue<Experiment> experiment;
    private final ObservableValue<Landscape> landscape;
    private final Set<String> held;
    private final IntegerProperty cells = new SimpleIntegerProperty(this, "cells", USUAL_CELLS);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready");
    private final ReadOnlyObjectWrapper<ConvexityMap> map = new ReadOnlyObjectWrapper<>(this, "map");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final LatestTask<ConvexityMap> task;

    private StudyKeeper keeper = StudyKeeper.NONE;

    /** The map that is to be measured when its plane is shown; null if none is. */
    private StudyWords awaited;

    /** Cells of the map that is being measured. */
    private int measured;

    /**
     * Makes a convexity model.
     *
     * @param plane that the landscape is over; null while there is none
     * @param held names of the parameters that are held fixed, read when a map is started
     */
    public ConvexityModel(
            ObservableValue<Experiment> experiment,
            ObservableValue<Plane> plane,
            ObservableValue<Landscape> landscape,
            Set<String> held,
            BackgroundWork work) {
        this.experiment = experiment;
        this.landscape = landscape;
        this.held = held;
        this.task = new LatestTask<>(work.executor(), this::finish, cause -> fail(cause, work.problems()));
        task.progressProperty().addListener((property, old, now) -> tell(now.doubleValue()));
        experiment.addListener((property, old, now) -> forget());
        landscape.addListener((property, old, now) -> startAwaited());
        plane.addListener((property, old, now) -> {
            ready.set(now != null);
            if (!isSame(old, now)) {
                forget();
            }
        });
    }

    /** Tells whether two planes are the same: directions drawn again are another object. */
    private static boolean isSame(Plane one, Plane other) {
        return one != null
                && other != null
                && one.statistics() == other.statistics()
                && Arrays.equals(one.origin(), other.origin())
                && Arrays.equals(one.first(), other.first())
                && Arrays.equals(one.second(), other.second());
    }

    private void forget() {
        task.drop();
        map.set(null);
        status.set("");
    }

    /** Starts or cancels, as the button does. */
    public void startOrCancel() {
        if (task.runningProperty().get()) {
            task.drop();
            status.set("Cancelled");
        } else if (ready.get()
                && !ConvexityStudy.isKnownOver(landscape.getValue().section())) {
            status.set("Curvature is not known where statistics of batch normalisation are recomputed at every point;"
                    + " choose other ones for what is shown");
        } else if (ready.get() && experiment.getValue() != null) {
            start(experiment.getValue(), landscape.getValue());
        }
    }

    private void start(Experiment subject, Landscape over) {
        ConvexityStudy study = ConvexityStudy.over(over, cells.get(), cells.get(), Set.copyOf(held));
        StudyWords words = StudyWords.of(KIND, KIND)
                .with(CELLS, cells.get())
                .with("samples", study.samples())
                .with("held", new TreeSet<>(study.held()))
                .over(over.section());
        measured = cells.get() * cells.get();
        status.set("Measuring " + measured + " cells");
        task.start((cancel, progress) ->
                keeper.keep(subject, () -> words, own -> study.run(own, progress::progress, cancel)));
    }

    /** Has maps kept from the next one on. */
    public void keepWith(StudyKeeper keeps) {
        keeper = keeps;
    }

    /** Measures as before, as soon as the same plane is shown. */
    public void goOn(StudyWords before) {
        before.number(CELLS).ifPresent(count -> cells.set(Math.max(MIN_CELLS, Math.min(MAX_CELLS, (int) count))));
        awaited = before;
        startAwaited();
    }

    private void startAwaited() {
        Landscape over = landscape.getValue();
        if (awaited != null && ready.get() && over != null && awaited.isOver(over.section())) {
            awaited = null;
            startOrCancel();
        }
    }

    private void tell(double share) {
        if (task.runningProperty().get() && share >= 0) {
            status.set(String.format("Measuring: %.0f of %d cells", share * measured, measured));
        }
    }

    private void finish(ConvexityMap found) {
        map.set(found);
        double[] ratios = Arrays.stream(found.ratios()).filter(Double::isFinite).toArray();
        status.set(
                ratios.length == 0
                        ? "No cell has a finite curvature"
                        : "On the heatmap: |λmin/λmax|, near 0 where the loss is close to convex in all directions");
    }

    private void fail(Throwable cause, Problems problems) {
        if (cause instanceof UndefinedCurvatureException) {
            status.set(cause.getMessage());
        } else {
            status.set("The convexity could not be measured");
            problems.report("The convexity cannot be measured", cause);
        }
    }

    /** Takes the map off the heatmap. */
    public void clear() {
        map.set(null);
        status.set("");
    }

    /** Returns the number of cells along each side. */
    public IntegerProperty cellsProperty() {
        return cells;
    }

    /** Tells whether there is a plane to measure over. */
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /** Returns the map of the plane that is shown; null while there is none. */
    public ReadOnlyObjectProperty<ConvexityMap> mapProperty() {
        return map.getReadOnlyProperty();
    }

    /** Returns one line about the running or the last measurement. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return task.runningProperty();
    }

    /** Returns the share of the cells that are measured, 0 to 1; -1 while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return task.progressProperty();
    }
}
