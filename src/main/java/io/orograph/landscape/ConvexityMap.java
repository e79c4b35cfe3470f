package io.orograph.landscape;

import io.orograph.curvature.Eigenpair;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.curvature.Lanczos;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.math.Vectors;
import io.orograph.objective.Objective;
import io.orograph.plane.Plane;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.Set;

/**
 * The extreme eigenvalues of the whole Hessian at the cells of a plane: where |λmin/λmax| is near 0 the loss is close to
 * convex in all of weight space, and a bowl in the plane is no illusion of its two directions (Li et al. 2018, arXiv
 * 1712.09913, section 6, "A note of caution: are we really seeing convexity?").
 *
 * @param largest λmax of each cell, over the grid's cells; NaN where loss or gradient is not finite
 * @param smallest λmin of each cell
 * @param largestResidual ‖Hv − λv‖ of the largest: an eigenvalue lies within this distance
 * @param smallestResidual of the smallest
 * @param held names of the parameters that the Hessian was not taken over
 */
public record ConvexityMap(
        Grid grid,
        double[] largest,
        double[] smallest,
        double[] largestResidual,
        double[] smallestResidual,
        Set<String> held) {

    /**
     * The relative tolerance of each eigenvalue by itself: the ratio is for where the smallest is small beside the
     * largest.
     */
    private static final double TOLERANCE = 1e-2;

    private static final int STEPS = 300;

    /**
     * Measures; progress counts the cells. Each takes some tens of gradients: a coarse grid is enough.
     *
     * @param objective in double precision
     * @param free parameters that the Hessian is taken over
     * @param seed of the random starts
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static ConvexityMap of(
            Objective objective,
            Plane plane,
            Grid grid,
            FreeParameters free,
            long seed,
            ProgressListener progress,
            CancelToken cancel) {
        double[] largest = new double[grid.cells()];
        double[] smallest = new double[grid.cells()];
        double[] largestResidual = new double[grid.cells()];
        double[] smallestResidual = new double[grid.cells()];
        Lanczos lanczos = new Lanczos(1, 1, TOLERANCE, STEPS, seed, true);
        for (int cell = 0; cell < largest.length; cell++) {
            cancel.check();
            double[] theta = plane.origin().clone();
            Vectors.add(theta, grid.alpha().value(cell % grid.nx()), plane.first());
            Vectors.add(theta, grid.beta().value(cell / grid.nx()), plane.second());
            double[] found =
                    objective.kept().part("convexity", cell, () -> extremes(objective, theta, free, lanczos, cancel));
            largest[cell] = found[0];
            smallest[cell] = found[1];
            largestResidual[cell] = found[2];
            smallestResidual[cell] = found[3];
            progress.progress(cell + 1, largest.length);
        }
        return new ConvexityMap(grid, largest, smallest, largestResidual, smallestResidual, free.held());
    }

    /** Returns the extreme eigenvalues at a point, then their residuals. */
    private static double[] extremes(
            Objective objective, double[] theta, FreeParameters free, Lanczos lanczos, CancelToken cancel) {
        try {
            Lanczos.Result found = lanczos.of(new Hessian(objective, theta, free, cancel), Lanczos.Listener.NONE);
            Eigenpair largest = found.largest().get(0);
            Eigenpair smallest = found.smallest().get(0);
            return new double[] {largest.value(), smallest.value(), largest.residual(), smallest.residual()};
        } catch (UndefinedCurvatureException e) {
            return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        }
    }

    /** Returns |λmin/λmax| of each cell; NaN where the eigenvalues are, and where there is no curvature at all. */
    public double[] ratios() {
        double[] ratios = new double[largest.length];
        Arrays.setAll(ratios, cell -> Math.abs(smallest[cell] / largest[cell]));
        return ratios;
    }
}
