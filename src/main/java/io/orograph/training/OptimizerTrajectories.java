package io.orograph.training;

import io.orograph.data.Dataset;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.MinibatchGradient;
import io.orograph.objective.Objective;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.task.CancelToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several optimisers that run from one point of a plane at once: what each does to the weights there, seen in the plane. Those
 * with batches of one size see the same minibatches. It can be run again, which goes on as if it had not stopped. Run by one
 * thread at a time, read by any.
 */
public final class OptimizerTrajectories {

    private final Plane plane;
    private final List<Ball> balls;
    private final boolean inPlane;
    private final List<RollingBall> rolling;

    /**
     * An optimiser that is dropped.
     *
     * @param batch samples a step; more than there are means all
     */
    public record Ball(OptimizerSettings settings, int batch) {}

    /**
     * The trajectory of one ball so far.
     *
     * @param places where it was after each step; the first is the start
     * @param losses on the minibatch of each step, taken at the weights before it: one fewer than places
     * @param fullLosses on all samples at the same weights; NaN where they were not asked for
     * @param passes of each step; empty for a ball that takes its gradient at the weights
     */
    public record Trajectory(
            List<PlaneCoordinates> places, List<Double> losses, List<Double> fullLosses, List<Passes> passes) {}

    /**
     * The passes of a step that takes its gradient beside the weights (SAM): from the weights θ up to θ + ε, where it takes the
     * gradient; back to θ, to the bit, and from there down that gradient.
     *
     * @param from θ
     * @param ascended θ + ε
     * @param plain where the same learning rate leads down the gradient at θ itself: θ − η∇L(θ)
     */
    public record Passes(PlaneCoordinates from, PlaneCoordinates ascended, PlaneCoordinates plain) {}

    /**
     * A point of a ball's trajectory.
     *
     * @param step after which it was there
     * @param theta the weights, in the plane's layout
     */
    public record Point(int step, double[] theta) {}

    /**
     * What the balls roll on.
     *
     * @param data all samples
     */
    public record Ground(LossChoice loss, Dataset data, Precision precision) {}

    /**
     * Makes a trajectory for each ball.
     *
     * @param start where in the plane
     * @param samples how minibatches are drawn
     * @param inPlane whether each step is projected back onto the plane: descent on the surface that is seen, instead
     *     of in all of weight space
     */
    public OptimizerTrajectories(
            Plane plane, PlaneCoordinates start, List<Ball> balls, Sampling samples, boolean inPlane) {
        this(
                plane,
                inPlane,
                balls.stream()
                        .map(ball -> new RollingBall(plane, start(plane, start), ball, samples, inPlane))
                        .toList(),
                balls);
    }

    private OptimizerTrajectories(Plane plane, boolean inPlane, List<RollingBall> rolling, List<Ball> balls) {
        this.plane = plane;
        this.balls = List.copyOf(balls);
        this.inPlane = inPlane;
        this.rolling = rolling;
    }

    private static RollingBall.Start start(Plane plane, PlaneCoordinates at) {
        return new RollingBall.Start(plane.at(at.alpha(), at.beta()), new PlaneCoordinates(at.alpha(), at.beta(), 0));
    }

    /**
     * Makes the trajectory of one ball from weights that need not lie in the plane, and leaves it.
     *
     * @param theta in the plane's layout
     */
    public static OptimizerTrajectories from(Plane plane, double[] theta, Ball ball, Sampling samples) {
        RollingBall.Start start = new RollingBall.Start(theta.clone(), PlaneCoordinates.of(plane, theta));
        RollingBall alone = new RollingBall(plane, start, ball, samples, false);
        return new OptimizerTrajectories(plane, false, List.of(alone), List.of(ball));
    }

    /**
     * How minibatches are drawn.
     *
     * @param samples of the data
     * @param seed of their order
     */
    public record Sampling(int samples, long seed) {}

    /**
     * Takes so many steps more with each optimiser. A trajectory whose weights stop being finite ends there. Over a plane whose
     * statistics of batch normalisations are computed at every point, batches are normalised by their own.
     *
     * @param fullLosses whether the loss on all samples is taken before each step
     * @throws java.util.concurrent.CancellationException if cancelled; the trajectories stay
     */
    public void run(Ground ground, int steps, boolean fullLosses, CancelToken cancel) {
        Map<Integer, MinibatchGradient> gradients = new HashMap<>();
        try (Objective all = fullLosses ? new Objective(ground.loss(), ground.data(), ground.precision(), 1) : null) {
            for (RollingBall ball : rolling) {
                gradients.computeIfAbsent(ball.batch(), size -> gradient(ground, size));
            }
            // A ball that was stopped before another had taken the same step takes it first.
            int goal = rolling.stream().mapToInt(RollingBall::taken).max().orElse(0) + steps;
            int behind = rolling.stream().mapToInt(RollingBall::taken).min().orElse(goal);
            for (int step = behind; step < goal; step++) {
                for (RollingBall ball : rolling) {
                    cancel.check();
                    if (ball.taken() == step) {
                        ball.step(gradients.get(ball.batch()), all, cancel);
                    }
                }
            }
        } finally {
            gradients.values().forEach(MinibatchGradient::close);
        }
    }

    private MinibatchGradient gradient(Ground ground, int batch) {
        return plane.statistics().isRecomputed()
                ? MinibatchGradient.normalizingBatches(ground.loss(), ground.data(), ground.precision(), batch)
                : new MinibatchGradient(ground.loss(), ground.data(), ground.precision(), batch);
    }

    /** Returns the trajectories so far, one for each ball. */
    public List<Trajectory> trajectories() {
        return rolling.stream().map(RollingBall::trajectory).toList();
    }

    /** Returns how many steps the ball that has most has taken. */
    public int steps() {
        return rolling.stream().mapToInt(RollingBall::steps).max().orElse(0);
    }

    /**
     * Returns the weights of a ball after a step of its trajectory; of one that leaves the plane, whose weights no place tells,
     * those after its last step so far.
     */
    public Point point(int ball, int step) {
        return rolling.get(ball).point(step);
    }

    /** Tells whether each step is projected back onto the plane. */
    public boolean staysInPlane() {
        return inPlane;
    }

    public List<Ball> balls() {
        return balls;
    }
}
