package io.orograph.training;

import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.MinibatchGradient;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Several optimisers that run from one point of a plane at once, on the same minibatches: what each does to the weights
 * there, seen in the plane. Run by one thread, read by any.
 */
public final class OptimizerTrajectories {

    private final Plane plane;
    private final List<OptimizerSettings> optimizers;
    private final boolean inPlane;
    private final double[][] thetas;
    private final double[][] ends;
    private final List<List<PlaneCoordinates>> places = new ArrayList<>();
    private final List<List<Double>> losses = new ArrayList<>();

    /**
     * The trajectory of one ball so far.
     *
     * @param places where it was after each step; the first is the start
     * @param losses on the minibatch of each step, taken at the weights before it: one fewer than places
     */
    public record Trajectory(List<PlaneCoordinates> places, List<Double> losses) {}

    /**
     * A point of a ball's trajectory.
     *
     * @param step after which it was there
     * @param theta the weights, in the plane's layout
     */
    public record Point(int step, double[] theta) {}

    /**
     * Makes a trajectory for each optimiser.
     *
     * @param alpha of the start
     * @param beta of the start
     * @param inPlane whether each step is projected back onto the plane: descent on the surface that is seen, instead
     *     of in all of weight space
     */
    public OptimizerTrajectories(
            Plane plane, double alpha, double beta, List<OptimizerSettings> optimizers, boolean inPlane) {
        this.plane = plane;
        this.optimizers = List.copyOf(optimizers);
        this.inPlane = inPlane;
        this.thetas = new double[optimizers.size()][];
        this.ends = new double[optimizers.size()][];
        for (int k = 0; k < thetas.length; k++) {
            thetas[k] = plane.at(alpha, beta);
            ends[k] = thetas[k].clone();
            places.add(new ArrayList<>(List.of(new PlaneCoordinates(alpha, beta, 0))));
            losses.add(new ArrayList<>());
        }
    }

    /**
     * Takes so many steps with each optimiser. A trajectory whose weights stop being finite ends there. Over a plane whose
     * statistics of batch normalisations are computed at every point, batches are normalised by their own.
     *
     * @param batchSize samples a step; more than there are means all
     * @param seed of the order of the samples
     * @throws java.util.concurrent.CancellationException if cancelled; the trajectories stay
     */
    public void run(
            LossChoice loss,
            Dataset data,
            Precision precision,
            int batchSize,
            int steps,
            long seed,
            CancelToken cancel) {
        List<Optimizer> running = optimizers.stream()
                .map(each -> each.create(plane.layout().size()))
                .toList();
        int batch = Math.min(batchSize, data.samples());
        Minibatches batches = new Minibatches(data.samples(), batch, new Random(seed));
        try (MinibatchGradient gradient = plane.statistics().isRecomputed()
                ? MinibatchGradient.normalizingBatches(loss, data, precision, batch)
                : new MinibatchGradient(loss, data, precision, batch)) {
            for (int step = 0; step < steps; step++) {
                int[] samples = batches.next();
                for (int k = 0; k < thetas.length; k++) {
                    cancel.check();
                    if (Vectors.isFinite(thetas[k])) {
                        double rate = optimizers.get(k).learningRate();
                        double before = running.get(k)
                                .step(thetas[k], rate, (theta, into) -> gradient.at(theta, samples, into, cancel));
                        record(k, before);
                    }
                }
            }
        }
    }

    private void record(int ball, double lossBefore) {
        PlaneCoordinates place = PlaneCoordinates.of(plane, thetas[ball]);
        if (inPlane) {
            thetas[ball] = plane.at(place.alpha(), place.beta());
        }
        if (Double.isFinite(place.alpha()) && Double.isFinite(place.beta())) {
            synchronized (places) {
                places.get(ball).add(inPlane ? new PlaneCoordinates(place.alpha(), place.beta(), 0) : place);
                losses.get(ball).add(lossBefore);
                System.arraycopy(thetas[ball], 0, ends[ball], 0, ends[ball].length);
            }
        }
    }

    /** Returns the trajectories so far, one for each optimiser. */
    public List<Trajectory> trajectories() {
        synchronized (places) {
            return IntStream.range(0, thetas.length)
                    .mapToObj(k -> new Trajectory(List.copyOf(places.get(k)), List.copyOf(losses.get(k))))
                    .toList();
        }
    }

    /**
     * Returns the weights of a ball after a step of its trajectory; of one that leaves the plane, whose weights no place tells,
     * those after its last step so far.
     */
    public Point point(int ball, int step) {
        synchronized (places) {
            if (inPlane) {
                PlaneCoordinates at = places.get(ball).get(step);
                return new Point(step, plane.at(at.alpha(), at.beta()));
            }
            return new Point(losses.get(ball).size(), ends[ball].clone());
        }
    }

    /** Tells whether each step is projected back onto the plane. */
    public boolean staysInPlane() {
        return inPlane;
    }

    public List<OptimizerSettings> optimizers() {
        return optimizers;
    }
}
