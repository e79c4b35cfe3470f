package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
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
        OptimizerTrajectories run = new OptimizerTrajectories(plane, 0.8, -0.7, optimizers, inPlane);
        run.run(loss, data, Precision.DOUBLE, data.samples(), steps, 1, GO);
        return run;
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
}
