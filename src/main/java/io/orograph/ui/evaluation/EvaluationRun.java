package io.orograph.ui.evaluation;

import io.orograph.experiment.Experiment;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.landscape.Provenance;
import io.orograph.plane.Plane;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.function.Supplier;

/** One evaluation, from the request to its last cell: made on the FX thread, run in the background, read from both. */
final class EvaluationRun {

    private final Experiment subject;
    private final Supplier<Plane> plane;
    private final Provenance provenance;
    private final Grid grid;
    private volatile Started started;

    /** What there is once the directions are drawn. */
    private record Started(Plane plane, double cosine, LandscapeEvaluator evaluator) {}

    /** What there is of a run, or all of it. */
    record Result(EvaluationRun run, Landscape landscape) {}

    /**
     * @param plane made in the background
     * @param provenance of the landscape
     */
    EvaluationRun(Experiment subject, Supplier<Plane> plane, Provenance provenance, Grid grid) {
        this.subject = subject;
        this.plane = plane;
        this.provenance = provenance;
        this.grid = grid;
    }

    /** Makes the plane and evaluates all cells, or as many as there is time for until it is cancelled. */
    Result run(CancelToken cancel) {
        Plane made = plane.get();
        Started now =
                new Started(made, made.cosine(), new LandscapeEvaluator(subject.objective(), made, grid, provenance));
        started = now;
        return new Result(this, now.evaluator().run(ProgressListener.NONE, cancel));
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

    /** From the first cell's start to the last cell's end so far. */
    double seconds() {
        Started now = started;
        return now == null ? 0 : now.evaluator().seconds();
    }

    /** What is evaluated so far; only once it {@link #hasStarted}. It is copied, which is work for the background. */
    Result snapshot() {
        return new Result(this, started.evaluator().snapshot());
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
