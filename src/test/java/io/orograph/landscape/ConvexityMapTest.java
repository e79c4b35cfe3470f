package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.curvature.FreeParameters;
import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossKind;
import io.orograph.objective.Objective;
import io.orograph.plane.Plane;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConvexityMapTest {

    /**
     * y = w₂·(w₁x) on the one sample x = 1, target t = 1: L = (w₁w₂ − 1)² has the Hessian
     * [2w₂², 4w₁w₂ − 2; 4w₁w₂ − 2, 2w₁²], whose eigenvalues are known at every cell. A space of two dimensions is
     * exhausted in two steps, so that only the differences of the gradient are left: 10⁻⁶.
     */
    @Test
    void eigenvaluesOfAProductOfTwoWeights() {
        Network network = new NetworkSketch()
                .input("x", Shape.FREE, 1)
                .tensor("w1", Tensor.of(new double[] {0.7}, 1, 1))
                .node("MatMul", List.of("x", "w1"), "z")
                .tensor("w2", Tensor.of(new double[] {-0.4}, 1, 1))
                .node("MatMul", List.of("z", "w2"), "y")
                .output("y", Shape.FREE, 1)
                .build();
        Dataset data = new Dataset("one", Tensor.of(new double[] {1}, 1, 1), Tensor.of(new double[] {1}, 1, 1));
        Plane plane = new Plane(network.layout(), network.weights(), new double[] {1, 0}, new double[] {0, 1});
        Grid grid = new Grid(new Axis(-1, 1, 3), new Axis(-0.5, 1.5, 5));
        try (Objective objective =
                new Objective(LossChoice.choose(network, data, LossKind.MSE), data, Precision.DOUBLE, 1)) {
            ConvexityMap map = ConvexityMap.of(
                    objective,
                    plane,
                    grid,
                    FreeParameters.all(network.layout()),
                    0,
                    ProgressListener.NONE,
                    new CancelToken());
            for (int cell = 0; cell < grid.cells(); cell++) {
                double w1 = 0.7 + grid.alpha().value(cell % 3);
                double w2 = -0.4 + grid.beta().value(cell / 3);
                double mean = w1 * w1 + w2 * w2;
                double spread = Math.hypot(w2 * w2 - w1 * w1, 4 * w1 * w2 - 2);
                assertThat(map.largest()[cell]).isCloseTo(mean + spread, within(1e-6));
                assertThat(map.smallest()[cell]).isCloseTo(mean - spread, within(1e-6));
                assertThat(map.ratios()[cell]).isCloseTo(Math.abs((mean - spread) / (mean + spread)), within(1e-6));
            }
        }
    }
}
