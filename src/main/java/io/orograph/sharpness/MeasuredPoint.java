package io.orograph.sharpness;

import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.curvature.Hutchinson;
import io.orograph.curvature.Lanczos;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;

/**
 * A point of weight space, with what several measures need of it computed once: loss, gradient, trace and largest
 * eigenvalue of the Hessian. For one thread at a time.
 */
public final class MeasuredPoint {

    private final Objective objective;
    private final double[] theta;
    private final CancelToken cancel;
    private final long seed;
    private final double loss;
    private final Hessian hessian;
    private Hutchinson.Result trace;
    private Lanczos.Result eigenvalues;

    /**
     * Evaluates the loss at a point, at which measures are then taken.
     *
     * @param objective in double precision
     * @param theta the point; not copied
     * @param seed of whatever is random in trace and eigenvalue
     * @throws io.orograph.curvature.UndefinedCurvatureException if the loss there is not finite, or there is nothing to
     *     move
     */
    public MeasuredPoint(Objective objective, double[] theta, long seed, CancelToken cancel) {
        this.objective = objective;
        this.theta = theta;
        this.seed = seed;
        this.cancel = cancel;
        this.loss = CurvatureAnalysis.finite(objective.evaluate(theta, cancel)).loss();
        FreeParameters all = FreeParameters.all(objective.network().layout());
        this.hessian = new Hessian(objective, theta, all, cancel);
    }

    public Objective objective() {
        return objective;
    }

    /** Returns θ, not to be written to. */
    public double[] theta() {
        return theta;
    }

    public CancelToken cancel() {
        return cancel;
    }

    /** Returns L(θ). */
    public double loss() {
        return loss;
    }

    /** Returns ∇L(θ), of which every entry is finite; not to be written to. */
    public double[] gradient() {
        return hessian.gradient();
    }

    /** Returns L(θ + y) − L(θ). */
    double increase(double[] moved) {
        return objective.evaluate(moved, cancel).loss() - loss;
    }

    Hutchinson.Result trace(ProgressListener progress) {
        if (trace == null) {
            trace = Hutchinson.seeded(seed).of(hessian, hessian.free(), progress);
        }
        return trace;
    }

    Lanczos.Result eigenvalues(ProgressListener progress) {
        if (eigenvalues == null) {
            eigenvalues = new Lanczos(1, 0, Lanczos.DEFAULT_TOLERANCE, Lanczos.DEFAULT_STEPS, seed)
                    .of(hessian, (step, limit, values, residuals) -> progress.progress(step, limit));
        }
        return eigenvalues;
    }
}
