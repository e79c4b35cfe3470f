package io.orograph.study;

import io.orograph.curvature.FreeParameters;
import io.orograph.landscape.Axis;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.network.Precision;
import io.orograph.objective.Objective;
import io.orograph.plane.Plane;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.task.CancelToken;
import java.util.Set;

/**
 * Whether the loss is close to convex in all of weight space over a plane: the Hessian's extreme eigenvalues at the cells
 * of a coarse grid (Li et al. 2018, arXiv 1712.09913, section 6). Always in 64 bits.
 *
 * @param section the plane; not one whose statistics of batch normalisations are recomputed, which gradients do not know
 * @param grid of the landscape over it, whose range is taken
 * @param nx cells along α
 * @param ny cells along β
 * @param held names of the parameters that the Hessian is not taken over
 * @param samples how many samples it is measured on; all in use if there are no more
 */
public record ConvexityStudy(Section section, Grid grid, int nx, int ny, Set<String> held, int samples)
        implements Study<StudyListener, ConvexityMap> {

    /** Of the random starts of the Lanczos method. */
    private static final long SEED = 0;

    public ConvexityStudy {
        held = Set.copyOf(held);
    }

    /** Asks it over the whole of a landscape, on the samples that it was evaluated on. */
    public static ConvexityStudy over(Landscape landscape, int nx, int ny, Set<String> held) {
        int samples =
                landscape.provenance().get(Key.SAMPLES).map(Math::toIntExact).orElse(Integer.MAX_VALUE);
        return new ConvexityStudy(landscape.section(), landscape.grid(), nx, ny, held, samples);
    }

    /** Tells whether curvature is known over a section. */
    public static boolean isKnownOver(Section section) {
        return !section.vectors().statistics().isRecomputed();
    }

    @Override
    public ConvexityMap run(Experiment experiment, StudyListener listener, CancelToken cancel) {
        listener.stage("Measuring convexity");
        Plane plane = section.vectors();
        Grid coarse = new Grid(
                new Axis(grid.alpha().from(), grid.alpha().to(), nx),
                new Axis(grid.beta().from(), grid.beta().to(), ny));
        FreeParameters free = FreeParameters.of(experiment.layout(), held);
        try (Objective exact = experiment.objectiveHolding(plane.origin(), samples, Precision.DOUBLE)) {
            return ConvexityMap.of(exact, plane.of(experiment.layout()), coarse, free, SEED, listener, cancel);
        }
    }
}
