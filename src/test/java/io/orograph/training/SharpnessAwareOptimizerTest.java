package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where SAM and ASAM look, and that they leave no trace of it. */
final class SharpnessAwareOptimizerTest {

    /** Numbers that do not survive adding and subtracting an ascent. */
    private static final double[] START = {1e-17, 0.1, -3.3, 1e5, -1e-300};

    private static double quadratic(double[] theta, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < theta.length; i++) {
            gradient[i] = (i + 1) * theta[i] + 0.3;
            sum += (i + 1) * theta[i] * theta[i] / 2 + 0.3 * theta[i];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"false, 0.05", "true, 0.5"})
    void theRuleBeginsAtTheWeightsToTheBit(boolean adaptive, double rho) {
        List<double[]> seen = new ArrayList<>();
        UpdateRule spy = (theta, gradient, rate) -> seen.add(theta.clone());
        double[] theta = START.clone();
        new SharpnessAwareOptimizer(theta.length, spy, rho, adaptive)
                .step(theta, 0.1, SharpnessAwareOptimizerTest::quadratic);

        assertThat(seen).hasSize(1);
        for (int i = 0; i < START.length; i++) {
            assertThat(Double.doubleToRawLongBits(seen.get(0)[i])).isEqualTo(Double.doubleToRawLongBits(START[i]));
            assertThat(Double.doubleToRawLongBits(theta[i])).isEqualTo(Double.doubleToRawLongBits(START[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0.05", "true, 0.5"})
    void theAscentLiesOnItsBall(boolean adaptive, double rho) {
        double[] start = {0.5, -2, 1.5};
        List<double[]> asked = new ArrayList<>();
        GradientFunction spy = (theta, gradient) -> {
            asked.add(theta.clone());
            return quadratic(theta, gradient);
        };
        new SharpnessAwareOptimizer(3, (theta, gradient, rate) -> {}, rho, adaptive).step(start.clone(), 0.1, spy);

        double square = 0;
        for (int i = 0; i < 3; i++) {
            double away = asked.get(1)[i] - asked.get(0)[i];
            square += Math.pow(adaptive ? away / Math.abs(start[i]) : away, 2);
        }
        assertThat(Math.sqrt(square)).isCloseTo(rho, within(1e-10));
    }

    @ParameterizedTest
    @EnumSource(Ascent.class)
    void aCancelledGradientLeavesTheWeights(Ascent ascent) {
        double[] theta = START.clone();
        int[] calls = {0};
        int last = ascent == Ascent.NONE ? 1 : 2;
        GradientFunction cancelled = (at, gradient) -> {
            if (++calls[0] == last) {
                throw new CancellationException();
            }
            return quadratic(at, gradient);
        };
        Optimizer optimizer =
                OptimizerSettings.of(BaseOptimizer.SGD, 0.1).with(ascent, 0.05).create(theta.length);
        assertThatThrownBy(() -> optimizer.step(theta, 0.1, cancelled)).isInstanceOf(CancellationException.class);
        assertThat(theta).containsExactly(START);
    }
}
