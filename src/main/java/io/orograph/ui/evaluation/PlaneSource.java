package io.orograph.ui.evaluation;

import io.orograph.experiment.ComputedDirections;
import io.orograph.experiment.DirectionKind;
import io.orograph.experiment.Experiment;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Provenance;
import io.orograph.plane.DescribedPlane;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;

/**
 * Makes the planes of evaluations. Computed directions take long, so the latest ones are kept for the next grid over
 * them. From any thread.
 */
final class PlaneSource {

    private volatile Kept kept;

    /**
     * What is wanted.
     *
     * @param random settings of random directions; of computed ones, the seed and what is held
     */
    record Wanted(DirectionKind kind, RandomDirections random) {}

    /** A plane, and where a landscape over it comes from. */
    record Made(Plane plane, Provenance provenance) {}

    private record Kept(Experiment subject, ComputedDirections directions, DescribedPlane plane) {}

    /**
     * @throws io.orograph.curvature.UndefinedCurvatureException if there are no such directions
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Made make(Experiment subject, Wanted wanted, Grid grid, ProgressListener progress, CancelToken cancel) {
        RandomDirections random = wanted.random();
        if (!wanted.kind().isComputed()) {
            return new Made(random.plane(subject.layout(), subject.weights()), subject.provenance(random, grid));
        }
        ComputedDirections directions = new ComputedDirections(wanted.kind(), random.seed(), random.held());
        Kept last = kept;
        if (last == null || last.subject() != subject || !last.directions().equals(directions)) {
            last = new Kept(subject, directions, directions.plane(subject, progress, cancel));
            kept = last;
        }
        return new Made(last.plane().plane(), subject.provenance(last.plane().description(), grid));
    }

    /** Lets go of what is kept of an experiment that is closed. */
    void forget() {
        kept = null;
    }
}
