package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.NetworkSketch;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoryRecorderTest {

    private static final ParameterLayout LAYOUT =
            NetworkSketch.dense(1, "Tanh", List.of(), 2, 2).layout();

    /** The weights at step t are all t, so that a point and its weights cannot be mistaken. */
    private static TrajectoryRecorder recorded(int points, Precision precision) {
        TrajectoryRecorder trajectory = new TrajectoryRecorder(LAYOUT, 0, "", precision);
        double[] theta = new double[LAYOUT.size()];
        for (int step = 0; step < points; step++) {
            Arrays.fill(theta, step);
            trajectory.record(new TrainingPoint(step, 0, 0, null, null), theta);
        }
        return trajectory;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 511, 512, 513, 514, 1023, 1024, 1025, 1026, 5000, 100_001})
    void keepsFirstAndLastAndEquallySpacedOnesBetween(int count) throws IOException {
        TrajectoryRecorder trajectory = recorded(count, Precision.SINGLE);
        List<Long> steps = trajectory.points().stream().map(TrainingPoint::step).toList();
        assertThat(steps).hasSizeBetween(Math.min(count, 256), 512);
        assertThat(steps.get(0)).isZero();
        assertThat(steps.get(steps.size() - 1)).isEqualTo(count - 1);
        long stride = steps.size() > 2 ? steps.get(1) : 1;
        assertThat(trajectory.stride()).isEqualTo(stride);
        for (int i = 0; i < steps.size() - 1; i++) {
            assertThat(steps.get(i)).isEqualTo(i * stride);
        }
        for (int i = 0; i < steps.size(); i++) {
            assertThat(trajectory.weights().read(i, 0, LAYOUT.size())).containsOnly((double) steps.get(i));
        }
    }

    @Test
    void keepsAsManyBitsAsTheTrainingHas() throws IOException {
        double[] theta = new double[LAYOUT.size()];
        Arrays.fill(theta, 0.1);
        for (Precision precision : Precision.values()) {
            TrajectoryRecorder trajectory = recorded(1, precision);
            trajectory.record(new TrainingPoint(1, 0, 0, null, null), theta);
            double expected = precision == Precision.DOUBLE ? 0.1 : 0.1f;
            theta[0] = 7;
            assertThat(trajectory.weights().read(1, 0, LAYOUT.size())).containsOnly(expected);
            theta[0] = 0.1;
        }
    }
}
