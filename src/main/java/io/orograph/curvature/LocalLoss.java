package io.orograph.curvature;

import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;

/**
 * The loss around a point of weight space, as directions are computed from it: its gradient and Hessian over the
 * parameters that may move, and the gradients of batches. Each is computed when it is first asked for, on the threads of
 * the objective; from one thread.
 */
public final class LocalLoss {

    private final Objective objective;
    private final GradientNoise.Batches batches;
    private final double[] theta;
    private final FreeParameters free;
    private final CancelToken cancel;
    private Hessian hessian;

    /**
     * Looks at the loss around θ.
     *
     * @param batches of the objective's loss and data
     * @param theta the point, in the layout of the objective; not copied
     * @param free what may move
     */
    public LocalLoss(
            Objective objective,
            GradientNoise.Batches batches,
            double[] theta,
            FreeParameters free,
            CancelToken cancel) {
        this.objective = objective;
        this.batches = batches;
        this.theta = theta;
        this.free = free;
        this.cancel = cancel;
    }

    /** Returns the point, of all parameters. */
    public double[] theta() {
        return theta;
    }

    /** Returns what may move. */
    public FreeParameters free() {
        return free;
    }

    /**
     * Returns the Hessian over what may move.
     *
     * @throws UndefinedCurvatureException if the gradient is not finite
     */
    public Hessian hessian() {
        if (hessian == null) {
            hessian = new Hessian(objective, theta, free, cancel);
        }
        return hessian;
    }

    /** Returns ∇L over what may move; throws as {@link #hessian}. */
    public double[] gradient() {
        return hessian().gradient();
    }

    /**
     * Returns the gradients of batches of the samples, over all parameters.
     *
     * @param progress counts the batches
     * @throws UndefinedCurvatureException if there is a single sample
     */
    public GradientNoise batchGradients(ProgressListener progress) {
        return GradientNoise.of(objective, batches, theta, progress, cancel);
    }
}
