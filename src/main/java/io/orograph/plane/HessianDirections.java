package io.orograph.plane;

import io.orograph.curvature.Eigenpair;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Lanczos;
import io.orograph.curvature.LocalLoss;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.ProgressListener;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two eigenvectors of the Hessian, of length 1 and orthogonal: those of the two largest eigenvalues, along which the
 * loss bends most, or those of the largest and the smallest, between which a saddle shows (Yao et al. 2020, PyHessian,
 * arXiv 1912.07145). All free parameters move, biases included.
 *
 * @param extremes whether the second is that of the smallest eigenvalue
 */
public record HessianDirections(boolean extremes) implements ComputedDirections {

    /**
     * Computes the eigenvectors and returns the plane along them.
     *
     * @param seed of the random start of the Lanczos method
     * @throws UndefinedCurvatureException if fewer than two numbers are free, or the gradient is not finite
     */
    @Override
    public Section section(LocalLoss loss, long seed, ProgressListener progress) {
        FreeParameters free = loss.free();
        if (free.size() < 2) {
            throw new UndefinedCurvatureException(
                    "A plane needs two directions, but only one number of the network may move; hold fewer parameters.");
        }
        Lanczos lanczos =
                new Lanczos(extremes ? 1 : 2, extremes ? 1 : 0, Lanczos.DEFAULT_TOLERANCE, Lanczos.DEFAULT_STEPS, seed);
        Lanczos.Result found = lanczos.kept(
                loss.hessian(), "directions", 0, (step, limit, values, residuals) -> progress.progress(step, limit));
        List<Eigenpair> pairs = Stream.concat(found.largest().stream(), found.smallest().stream())
                .toList();
        Plane plane = new Plane(
                free.layout(),
                loss.theta(),
                free.embed(pairs.get(0).vector()),
                free.embed(pairs.get(1).vector()));
        return Section.of("Eigenvectors of the Hessian", description(pairs, found.converged(), seed), plane);
    }

    private Provenance description(List<Eigenpair> pairs, boolean converged, long seed) {
        return Provenance.NONE
                .with(
                        Key.DIRECTIONS,
                        extremes
                                ? "eigenvectors of the Hessian: largest and smallest eigenvalue"
                                : "eigenvectors of the Hessian: the two largest eigenvalues")
                .with(Key.NORMALIZATION, Normalization.UNIT.label())
                .with(Key.EIGENVALUES, pairs.stream().map(Eigenpair::value).toList())
                .with(Key.RESIDUALS, pairs.stream().map(Eigenpair::residual).toList())
                .with(Key.CONVERGED, converged)
                .with(Key.SEED, seed);
    }
}
