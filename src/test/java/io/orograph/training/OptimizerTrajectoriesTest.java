package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.model.onnx.OnnxReader;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.RandomDirections;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Optimisers that start from a point of a plane. */
final class OptimizerTrajectoriesTest {

    private static final CancelToken GO = new CancelToken();
    private static final Path SAMPLES = Path.of("sample-models");
    private static final double RATE = 0.05;

    private Dataset data;
    private LossChoice loss;
    private Plane plane;

    @BeforeEach
    void open() throws IOException {
        Network network =
                OnnxReader.read(SAMPLES.resolve("breast-cancer-mlp.onnx"), GO).network();
        data = DataReaders.open(DataSource.of(SAMPLES.resolve("breast-cancer-train.npz")));
        loss = LossChoice.detect(network, data);
        plane = RandomDirections.DEFAULT.plane(network.layout(), network.weights());
    }

    private OptimizerTrajectories run(List<OptimizerSettings> optimizers, boolean inPlane, int steps) {
        OptimizerTrajectories run = dropped(optimizers, inPlane, data.samples());
        run.run(ground(), steps, false, GO);
        return run;
    }

    private OptimizerTrajectories dropped(List<OptimizerSettings> optimizers, boolean inPlane, int batch) {
        return new OptimizerTrajectories(
                plane,
                new PlaneCoordinates(0.8, -0.7, 0),
                optimizers.stream()
                        .map(each -> new OptimizerTrajectories.Ball(each, batch))
                        .toList(),
                new OptimizerTrajectories.Sampling(data.samples(), 1),
                inPlane);
    }

    private OptimizerTrajectories.Ground ground() {
        return new OptimizerTrajectories.Ground(loss, data, Precision.DOUBLE);
    }

    /** One step of descent over all samples is θ − η∇L, with the gradient of another implementation. */
    @Test
    void aStepIsThatOfDescentSeenInThePlane() {
        double[] theta = plane.origin().clone();
        for (int i = 0; i < theta.length; i++) {
            theta[i] += 0.8 * plane.first()[i] - 0.7 * plane.second()[i];
        }
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 1)) {
            double[] gradient = objective.gradient(theta, GO);
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= RATE * gradient[i];
            }
        }
        PlaneCoordinates expected = PlaneCoordinates.of(plane, theta);
        List<OptimizerSettings> sgd = List.of(OptimizerSettings.of(BaseOptimizer.SGD, RATE));
        for (boolean inPlane : new boolean[] {false, true}) {
            List<PlaneCoordinates> path =
                    run(sgd, inPlane, 1).trajectories().get(0).places();
            assertThat(path).hasSize(2);
            assertThat(path.get(0)).isEqualTo(new PlaneCoordinates(0.8, -0.7, 0));
            // The same sums in another order, in double precision.
            assertThat(path.get(1).alpha()).isCloseTo(expected.alpha(), within(1e-12));
            assertThat(path.get(1).beta()).isCloseTo(expected.beta(), within(1e-12));
            assertThat(path.get(1).residual()).isCloseTo(inPlane ? 0 : expected.residual(), within(1e-10));
        }
        assertThat(expected.residual()).isGreaterThan(1e-4);
    }

    @Test
    void eachOptimizerGoesItsOwnWayAndLeavesThePlaneUnlessHeld() {
        List<OptimizerSettings> several = List.of(
                OptimizerSettings.of(BaseOptimizer.MOMENTUM, RATE),
                OptimizerSettings.of(BaseOptimizer.ADAM, 0.01),
                OptimizerSettings.of(BaseOptimizer.SGD, RATE).with(Ascent.SAM, 0.05));
        OptimizerTrajectories free = run(several, false, 60);
        OptimizerTrajectories held = run(several, true, 60);
        for (int k = 0; k < several.size(); k++) {
            List<PlaneCoordinates> path = free.trajectories().get(k).places();
            assertThat(path).hasSize(61);
            assertThat(path.get(60).residual()).isGreaterThan(0.01);
            assertThat(held.trajectories().get(k).places()).allMatch(place -> place.residual() == 0);
            assertThat(held.trajectories().get(k).places().get(60))
                    .isNotEqualTo(held.trajectories().get((k + 1) % 3).places().get(60));
        }
    }

    /** The loss of a step is that of its minibatch, here all samples, at the weights before it. */
    @Test
    void lossesAreThoseAtThePlacesBeforeTheSteps() {
        OptimizerTrajectories run = run(List.of(OptimizerSettings.of(BaseOptimizer.MOMENTUM, RATE)), true, 4);
        OptimizerTrajectories.Trajectory trajectory = run.trajectories().get(0);
        assertThat(trajectory.losses()).hasSize(trajectory.places().size() - 1);
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 1)) {
            for (int step = 0; step < trajectory.losses().size(); step++) {
                PlaneCoordinates place = trajectory.places().get(step);
                double[] theta = plane.origin().clone();
                for (int i = 0; i < theta.length; i++) {
                    theta[i] += place.alpha() * plane.first()[i] + place.beta() * plane.second()[i];
                }
                // The same sums in another order, in double precision.
                assertThat(trajectory.losses().get(step))
                        .isCloseTo(objective.evaluate(theta, GO).loss(), within(1e-10));
            }
        }
        assertThat(trajectory.losses().get(3)).isLessThan(trajectory.losses().get(0));
    }

    /** A learning rate that throws the weights to infinity ends the path, and nothing else. */
    @Test
    void aPathThatDivergesEndsAlone() {
        List<OptimizerSettings> several = List.of(
                OptimizerSettings.of(BaseOptimizer.SGD, Double.MAX_VALUE),
                OptimizerSettings.of(BaseOptimizer.SGD, RATE));
        OptimizerTrajectories run = run(several, false, 5);
        assertThat(run.trajectories().get(0).places())
                .hasSizeLessThan(4)
                .allMatch(place -> Double.isFinite(place.alpha()));
        assertThat(run.trajectories().get(1).places()).hasSize(6);
    }

    /** Steps one by one, and going on after a stop in the middle of them, are the steps of one run to the bit. */
    @Test
    void goingOnIsAsIfItHadNotStopped() {
        List<OptimizerSettings> several = List.of(
                OptimizerSettings.of(BaseOptimizer.ADAM, 0.01),
                OptimizerSettings.of(BaseOptimizer.MOMENTUM, RATE).with(Ascent.SAM, 0.5));
        OptimizerTrajectories whole = dropped(several, false, 50);
        whole.run(ground(), 12, true, GO);
        OptimizerTrajectories parts = dropped(several, false, 50);
        parts.run(ground(), 1, true, GO);
        CancelToken stopped = new CancelToken();
        stopped.cancel();
        assertThatThrownBy(() -> parts.run(ground(), 5, true, stopped)).isInstanceOf(CancellationException.class);
        parts.run(ground(), 1, true, GO);
        parts.run(ground(), 10, true, GO);
        assertThat(parts.trajectories()).isEqualTo(whole.trajectories());
        assertThat(parts.steps()).isEqualTo(12);
        assertThat(parts.point(1, 12).theta())
                .containsExactly(whole.point(1, 12).theta());
    }

    /** Each ball has its own batch; the loss on all samples is that of another implementation, where it is asked for. */
    @Test
    void ballsOfOneOptimizerDifferByTheirBatchAlone() {
        OptimizerSettings sgd = OptimizerSettings.of(BaseOptimizer.SGD, RATE);
        OptimizerTrajectories run = new OptimizerTrajectories(
                plane,
                new PlaneCoordinates(0.8, -0.7, 0),
                List.of(
                        new OptimizerTrajectories.Ball(sgd, 8),
                        new OptimizerTrajectories.Ball(sgd, 8),
                        new OptimizerTrajectories.Ball(sgd, 1_000_000)),
                new OptimizerTrajectories.Sampling(data.samples(), 1),
                true);
        run.run(ground(), 3, true, GO);
        List<OptimizerTrajectories.Trajectory> all = run.trajectories();
        assertThat(all.get(0)).isEqualTo(all.get(1)).isNotEqualTo(all.get(2));
        // A batch of all is the mean over all, in another order.
        assertThat(all.get(2).fullLosses().get(2)).isCloseTo(all.get(2).losses().get(2), within(1e-10));
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 1)) {
            PlaneCoordinates place = all.get(0).places().get(2);
            assertThat(all.get(0).fullLosses().get(2))
                    .isCloseTo(
                            objective
                                    .evaluate(plane.at(place.alpha(), place.beta()), GO)
                                    .loss(),
                            within(1e-12));
        }
        assertThat(all.get(0).passes()).isEmpty();
    }

    /** θ + ρg/‖g‖, and beside it plain descent's step, by the gradient of another implementation. */
    @Test
    void thePassesOfSamAreItsAscentAndThePlainStepBesideIt() {
        double rho = 0.5;
        OptimizerTrajectories run =
                run(List.of(OptimizerSettings.of(BaseOptimizer.SGD, RATE).with(Ascent.SAM, rho)), false, 2);
        OptimizerTrajectories.Passes first = run.trajectories().get(0).passes().get(0);
        double[] theta = plane.at(0.8, -0.7);
        double[] up = theta.clone();
        double[] down = theta.clone();
        double[] step = theta.clone();
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 1)) {
            double[] gradient = objective.gradient(theta, GO);
            double norm = Vectors.norm(gradient);
            for (int i = 0; i < theta.length; i++) {
                up[i] += rho * gradient[i] / norm;
                down[i] -= RATE * gradient[i];
            }
            double[] there = objective.gradient(up, GO);
            for (int i = 0; i < theta.length; i++) {
                step[i] -= RATE * there[i];
            }
        }
        assertThat(first.from()).isEqualTo(new PlaneCoordinates(0.8, -0.7, 0));
        isAt(first.ascended(), up);
        isAt(first.plain(), down);
        isAt(run.trajectories().get(0).places().get(1), step);
        // The same from weights that need not lie in the plane.
        OptimizerTrajectories alone = OptimizerTrajectories.from(
                plane, theta, run.balls().get(0), new OptimizerTrajectories.Sampling(data.samples(), 1));
        alone.run(ground(), 1, false, GO);
        isAt(alone.trajectories().get(0).passes().get(0).ascended(), up);
        isAt(alone.trajectories().get(0).places().get(1), step);
        assertThat(run.trajectories().get(0).passes()).hasSize(2);
        assertThat(run.trajectories().get(0).passes().get(1).from())
                .isEqualTo(run.trajectories().get(0).places().get(1));
    }

    /** The same sums in another order, in double precision. */
    private void isAt(PlaneCoordinates place, double[] theta) {
        PlaneCoordinates expected = PlaneCoordinates.of(plane, theta);
        assertThat(place.alpha()).isCloseTo(expected.alpha(), within(1e-11));
        assertThat(place.beta()).isCloseTo(expected.beta(), within(1e-11));
        assertThat(place.residual()).isCloseTo(expected.residual(), within(1e-9));
    }
}
