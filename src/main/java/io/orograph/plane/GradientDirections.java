package io.orograph.plane;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.LocalLoss;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.math.NormalDraws;
import io.orograph.math.Vectors;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.ProgressListener;

/**
 * Steepest descent −∇L/‖∇L‖ and a random direction of N(0, 1) entries in its orthogonal complement, both of length 1:
 * along α the loss falls as gradient descent makes it, along β it is a cut like any other.
 */
public final class GradientDirections implements ComputedDirections {

    @Override
    public Section section(LocalLoss loss, long seed, ProgressListener progress) {
        return section(loss.free(), loss.theta(), loss.gradient(), seed);
    }

    /**
     * Returns the plane along a gradient and a random direction.
     *
     * @param gradient over the free parameters
     * @throws UndefinedCurvatureException if the gradient is zero or fewer than two numbers are free
     */
    static Section section(FreeParameters free, double[] origin, double[] gradient, long seed) {
        double norm = Vectors.norm(gradient);
        if (norm == 0 || free.size() < 2) {
            throw new UndefinedCurvatureException(
                    norm == 0
                            ? "The gradient is zero at θ₀, so it gives no direction; take those of" + " the Hessian."
                            : "A plane needs two directions, but only one number of the network may move; hold fewer"
                                    + " parameters.");
        }
        double[] first = gradient.clone();
        Vectors.scale(first, -1 / norm);
        double[] second = NormalDraws.vector(seed, free.size());
        for (int pass = 0; pass < 2; pass++) {
            Vectors.add(second, -Vectors.dot(first, second), first);
        }
        Vectors.scale(second, 1 / Vectors.norm(second));
        Provenance description = Provenance.NONE
                .with(Key.DIRECTIONS, "steepest descent −∇L, and a random direction orthogonal to it")
                .with(Key.NORMALIZATION, Normalization.UNIT.label())
                .with(Key.GRADIENT_NORM, norm)
                .with(Key.SEED, seed);
        return Section.of(
                "Gradient and a random direction",
                description,
                new Plane(free.layout(), origin, free.embed(first), free.embed(second)));
    }
}
