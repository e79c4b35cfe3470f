package io.orograph.training;

import io.orograph.math.Vectors;
import io.orograph.objective.MinibatchGradient;
import io.orograph.objective.Objective;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.task.CancelToken;
import io.orograph.training.OptimizerTrajectories.Passes;
import io.orograph.training.OptimizerTrajectories.Point;
import io.orograph.training.OptimizerTrajectories.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One ball of {@link OptimizerTrajectories}: its weights, its optimiser and its minibatches, and where it has been. */
final class RollingBall {

    private final Plane plane;
    private final OptimizerTrajectories.Ball ball;
    private final boolean inPlane;
    private final int batch;
    private final Optimizer optimizer;
    private final Minibatches batches;
    private final double[] theta;
    private final double[] end;
    private final List<PlaneCoordinates> places = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> fullLosses = new ArrayList<>();
    private final List<Passes> passes = new ArrayList<>();

    /** The samples of the next step, where it was cancelled before it was done; else null. */
    private int[] samples;

    /** Steps that were taken, or left out since there was nothing to take them from. */
    private int taken;

    /**
     * Where it begins.
     *
     * @param theta moved in place
     * @param place in the plane
     */
    record Start(double[] theta, PlaneCoordinates place) {}

    RollingBall(
            Plane plane,
            Start start,
            OptimizerTrajectories.Ball ball,
            OptimizerTrajectories.Sampling sampling,
            boolean inPlane) {
        this.plane = plane;
        this.ball = ball;
        this.inPlane = inPlane;
        this.theta = start.theta();
        this.end = theta.clone();
        this.optimizer = ball.settings().create(theta.length);
        this.batch = Math.min(ball.batch(), sampling.samples());
        this.batches = new Minibatches(sampling.samples(), batch, new Random(sampling.seed()));
        places.add(start.place());
    }

    /** Returns samples a step, at most as many as there are. */
    int batch() {
        return batch;
    }

    /** Returns how many steps it was asked to take and has; on the thread that runs it. */
    int taken() {
        return taken;
    }

    /**
     * Takes a step, unless the weights are no longer finite.
     *
     * @param all the loss on all samples; null where nobody asks
     */
    void step(MinibatchGradient gradient, Objective all, CancelToken cancel) {
        if (!Vectors.isFinite(theta)) {
            taken++;
            return;
        }
        if (samples == null) {
            samples = batches.next();
        }
        double full = all == null ? Double.NaN : all.evaluate(theta, cancel).loss();
        Looks looks = new Looks(gradient, cancel);
        double loss = optimizer.step(theta, ball.settings().learningRate(), looks);
        samples = null;
        taken++;
        record(loss, full, looks);
    }

    /** Hears where a step takes its gradient: at the weights first, and where it ascends, there. */
    private final class Looks implements GradientFunction {

        private final MinibatchGradient gradient;
        private final CancelToken cancel;
        private PlaneCoordinates plain;
        private PlaneCoordinates ascended;

        Looks(MinibatchGradient gradient, CancelToken cancel) {
            this.gradient = gradient;
            this.cancel = cancel;
        }

        @Override
        public double at(double[] where, double[] into) {
            double loss = gradient.at(where, samples, into, cancel);
            if (ball.settings().ascent() != Ascent.NONE) {
                if (plain == null) {
                    plain = PlaneCoordinates.of(plane, below(where, into));
                } else {
                    ascended = PlaneCoordinates.of(plane, where);
                }
            }
            return loss;
        }

        private double[] below(double[] where, double[] slope) {
            double[] below = where.clone();
            for (int i = 0; i < below.length; i++) {
                below[i] -= ball.settings().learningRate() * slope[i];
            }
            return below;
        }
    }

    private void record(double loss, double full, Looks looks) {
        PlaneCoordinates place = PlaneCoordinates.of(plane, theta);
        if (inPlane) {
            System.arraycopy(plane.at(place.alpha(), place.beta()), 0, theta, 0, theta.length);
        }
        if (Double.isFinite(place.alpha()) && Double.isFinite(place.beta())) {
            synchronized (places) {
                if (looks.ascended != null) {
                    passes.add(new Passes(places.get(places.size() - 1), looks.ascended, looks.plain));
                }
                places.add(inPlane ? new PlaneCoordinates(place.alpha(), place.beta(), 0) : place);
                losses.add(loss);
                fullLosses.add(full);
                System.arraycopy(theta, 0, end, 0, end.length);
            }
        }
    }

    int steps() {
        synchronized (places) {
            return losses.size();
        }
    }

    Trajectory trajectory() {
        synchronized (places) {
            return new Trajectory(
                    List.copyOf(places), List.copyOf(losses), List.copyOf(fullLosses), List.copyOf(passes));
        }
    }

    /** Returns the weights after a step; of a ball that leaves the plane those after its last one. */
    Point point(int step) {
        synchronized (places) {
            if (inPlane) {
                PlaneCoordinates at = places.get(step);
                return new Point(step, plane.at(at.alpha(), at.beta()));
            }
            return new Point(losses.size(), end.clone());
        }
    }
}
