package io.orograph.ui.evaluation;

import io.orograph.experiment.Experiment;
import io.orograph.landscape.FirstLook;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.objective.Objective;
import io.orograph.plane.Plane;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;

/** One evaluation, from the request to its last cell: made on the FX thread, run in the background, read from both. */
final class EvaluationRun {

    private final Experiment subject;
    private final PlaneMaker planes;
    private final boolean computed;
    private final Grid grid;
    private volatile Started started;
    private volatile DirectionsProgress directionsProgress;

    /** Makes the plane, in the background. */
    @FunctionalInterface
    interface PlaneMaker {
        PlaneSource.Made make(ProgressListener progress, CancelToken cancel);
    }

    /**
     * What there is once the directions are drawn.
     *
     * @param firstLook the same grid on few samples; null if there is none
     */
    private record Started(
            Plane plane, double cosine, int firstSamples, LandscapeEvaluator firstLook, LandscapeEvaluator evaluator) {

        Landscape snapshot() {
            Landscape landscape = evaluator.snapshot();
            return firstLook == null || landscape.isComplete() ? landscape : landscape.over(firstLook.snapshot());
        }
    }

    /** How far the directions are. */
    record DirectionsProgress(long done, long total) {}

    /** What there is of a run, or all of it. */
    record Result(EvaluationRun run, Landscape landscape) {}

    /**
     * @param computed whether making the plane takes its time
     */
    EvaluationRun(Experiment subject, PlaneMaker planes, boolean computed, Grid grid) {
        this.subject = subject;
        this.planes = planes;
        this.computed = computed;
        this.grid = grid;
    }

    /**
     * Draws or computes the directions and evaluates all cells, or as many as there is time for until it is cancelled.
     *
     * @throws io.orograph.curvature.UndefinedCurvatureException if there are no such directions
     * @throws java.util.concurrent.CancellationException if cancelled before the first cell
     */
    Result run(CancelToken cancel) {
        PlaneSource.Made made =
                planes.make((done, total) -> directionsProgress = new DirectionsProgress(done, total), cancel);
        int few = FirstLook.samples(subject.data().samples());
        if (few == subject.data().samples()) {
            started = started(made, few, null);
        } else {
            try (Objective objective = subject.objectiveOn(
                    subject.samples(few), subject.objective().precision())) {
                LandscapeEvaluator firstLook = evaluator(objective, made);
                started = started(made, few, firstLook);
                firstLook.run(ProgressListener.NONE, cancel);
            }
        }
        started.evaluator().run(ProgressListener.NONE, cancel);
        return snapshot();
    }

    private Started started(PlaneSource.Made made, int firstSamples, LandscapeEvaluator firstLook) {
        return new Started(
                made.plane(),
                // Of weights: running statistics that follow them are no directions.
                made.plane().of(subject.layout()).cosine(),
                firstSamples,
                firstLook,
                evaluator(subject.objective(), made));
    }

    private LandscapeEvaluator evaluator(Objective objective, PlaneSource.Made made) {
        return new LandscapeEvaluator(objective, made.plane(), grid, made.provenance());
    }

    /** Whether directions are being computed, which may take longer than the grid. */
    boolean isComputingDirections() {
        return computed && !hasStarted();
    }

    /** Null while it is not known. */
    DirectionsProgress directionsProgress() {
        return directionsProgress;
    }

    int cells() {
        return grid.cells();
    }

    int workers() {
        return subject.objective().workers();
    }

    /** Whether the directions are drawn, so that there is a {@link #snapshot}. */
    boolean hasStarted() {
        return started != null;
    }

    int evaluatedCells() {
        Started now = started;
        return now == null ? 0 : now.evaluator().evaluatedCells();
    }

    /** Whether there is anything to show that was evaluated, be it on few samples. */
    boolean hasCells() {
        return evaluatedCells() > 0 || firstLookCells() > 0;
    }

    /** Of the first look on few samples that comes before where it is worth it. */
    int firstLookCells() {
        Started now = started;
        return now == null || now.firstLook() == null ? 0 : now.firstLook().evaluatedCells();
    }

    /** How many samples the first look takes. */
    int firstSamples() {
        Started now = started;
        return now == null ? 0 : now.firstSamples();
    }

    /** From the first cell's start to the last cell's end so far. */
    double seconds() {
        Started now = started;
        return now == null ? 0 : now.evaluator().seconds();
    }

    /** What is evaluated so far; only once it {@link #hasStarted}. It is copied, which is work for the background. */
    Result snapshot() {
        return new Result(this, started.snapshot());
    }

    /** What is evaluated; only once it {@link #hasStarted}. */
    Plane plane() {
        return started.plane();
    }

    /** Cosine between the directions; only once it {@link #hasStarted}; NaN where nothing moves. */
    double cosine() {
        return started.cosine();
    }
}
