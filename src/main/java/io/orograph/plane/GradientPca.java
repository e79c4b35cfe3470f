package io.orograph.plane;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.GradientNoise;
import io.orograph.curvature.LocalLoss;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.math.JacobiEigen;
import io.orograph.math.Vectors;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/**
 * The two directions in which the gradients of batches differ most: principal components of the batch gradients around
 * their mean, of length 1, the largest entry in absolute value positive. A stand-in for the path of training where there
 * is only the final model: stochastic gradient descent spreads along them. From the eigenvectors of the batches' Gram
 * matrix.
 */
public final class GradientPca implements ComputedDirections {

    private static final double RANK = 1e-12;

    @Override
    public Section section(LocalLoss loss, long seed, ProgressListener progress) {
        return section(loss.free(), loss.theta(), loss.batchGradients(progress));
    }

    /**
     * Returns the plane along the principal components of gradients.
     *
     * @throws UndefinedCurvatureException if the gradients differ in fewer than two directions
     */
    static Section section(FreeParameters free, double[] origin, GradientNoise batches) {
        List<double[]> centred = new ArrayList<>();
        double[] mean = free.restrict(batches.mean());
        for (double[] gradient : batches.gradients()) {
            centred.add(Vectors.difference(free.restrict(gradient), mean));
        }
        if (!centred.stream().allMatch(Vectors::isFinite)) {
            throw new UndefinedCurvatureException(
                    "The gradients of some batches are not finite, so that they have no principal components; look at the"
                            + " data and the weights for infinite numbers.");
        }
        double[][] gram = new double[centred.size()][centred.size()];
        double total = 0;
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                gram[i][j] = Vectors.dot(centred.get(i), centred.get(j));
            }
            total += gram[i][i];
        }
        JacobiEigen eigen = new JacobiEigen(gram);
        if (gram.length < 2 || !(eigen.value(1) > RANK * eigen.value(0))) {
            throw new UndefinedCurvatureException("The gradients of " + gram.length
                    + " batches differ in fewer than two directions, too few for their principal components; use more"
                    + " samples.");
        }
        Provenance description = Provenance.NONE
                .with(Key.DIRECTIONS, "principal components of " + gram.length + " batch gradients")
                .with(Key.NORMALIZATION, Normalization.UNIT.label())
                .with(Key.BATCHES, (long) gram.length)
                .with(Key.EXPLAINED_VARIANCE, List.of(eigen.value(0) / total, eigen.value(1) / total));
        double[] first = component(centred, eigen.vector(0));
        double[] second = component(centred, eigen.vector(1));
        PrincipalPair.finish(first, second);
        return Section.of(
                "Principal components of batch gradients",
                description,
                new Plane(free.layout(), origin, free.embed(first), free.embed(second)));
    }

    private static double[] component(List<double[]> rows, double[] coefficients) {
        double[] component = new double[rows.get(0).length];
        for (int i = 0; i < coefficients.length; i++) {
            Vectors.add(component, coefficients[i], rows.get(i));
        }
        return component;
    }
}
