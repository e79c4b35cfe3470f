package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The line up to which steps settle, by taking the steps on both sides of it. */
final class StabilityLineTest {

    private static final double RATE = 0.3;

    private static TrainingSettings settings(OptimizerSettings optimizer, int batch) {
        return new TrainingSettings(optimizer, LearningRateSchedule.CONSTANT, batch, 10, 0, 0, true);
    }

    private static OptimizerSettings with(BaseOptimizer base, double decay) {
        return new OptimizerSettings(base, Ascent.NONE, RATE, 0.8, decay, 0);
    }

    static Stream<Arguments> rulesOfTheHessian() {
        return Stream.of(BaseOptimizer.SGD, BaseOptimizer.MOMENTUM, BaseOptimizer.NESTEROV)
                .flatMap(base -> Stream.of(0.0, 0.5).map(decay -> Arguments.of(base, decay)));
    }

    /** Returns how far steps on the loss h·θ²/2 are from 0 in the end. */
    private static double end(OptimizerSettings settings, double h) {
        double[] theta = {1};
        Optimizer optimizer = settings.create(1);
        for (int step = 0; step < 4000; step++) {
            optimizer.step(theta, settings.learningRate(), (at, into) -> {
                into[0] = h * at[0];
                return h * at[0] * at[0] / 2;
            });
        }
        return Math.abs(theta[0]);
    }

    @ParameterizedTest(name = "{0}, weight decay {1}")
    @MethodSource("rulesOfTheHessian")
    void stepsSettleBelowItAndMoveAwayAbove(BaseOptimizer base, double decay) {
        OptimizerSettings settings = with(base, decay);
        StabilityLine line = StabilityLine.of(settings(settings, 7), 7, RATE, TrainingState.beginning(new double[1]))
                .line()
                .orElseThrow();
        assertThat(line.preconditioner()).isEmpty();
        assertThat(end(settings, 0.99 * line.sharpness() - line.decay())).isLessThan(1e-6);
        assertThat(end(settings, 1.01 * line.sharpness() - line.decay())).isGreaterThan(1e6);
    }

    static Stream<Arguments> adaptiveRules() {
        return Stream.of(BaseOptimizer.RMSPROP, BaseOptimizer.ADAM, BaseOptimizer.ADAMW)
                .flatMap(base -> Stream.of(0.0, 0.5).map(decay -> Arguments.of(base, decay)));
    }

    private static StabilityLine afterSomeSteps(OptimizerSettings settings, double[] theta, Optimizer optimizer) {
        for (int step = 0; step < 6; step++) {
            optimizer.step(theta, RATE, (at, into) -> {
                for (int i = 0; i < at.length; i++) {
                    into[i] = (i + 1) * at[i];
                }
                return 0;
            });
        }
        TrainingState state = new TrainingState(6, theta, optimizer.rule().moments(), 6);
        return StabilityLine.of(settings(settings, 5), 5, RATE, state).line().orElseThrow();
    }

    /** The step that an adaptive rule takes is its mean gradient over the preconditioner. */
    @ParameterizedTest(name = "{0}, weight decay {1}")
    @MethodSource("adaptiveRules")
    void preconditionerIsWhatTheStepIsDividedBy(BaseOptimizer base, double decay) {
        OptimizerSettings settings = with(base, decay);
        double[] theta = {1, -2, 0.5};
        Optimizer optimizer = settings.create(3);
        double[] preconditioner =
                afterSomeSteps(settings, theta, optimizer).preconditioner().orElseThrow();
        // One more step, of which the gradient is known, from the moments of six.
        double[] before = theta.clone();
        List<double[]> kept =
                optimizer.rule().moments().stream().map(double[]::clone).toList();
        double[] gradient = {0.1, 0.7, -0.4};
        optimizer.step(theta, RATE, (at, into) -> {
            System.arraycopy(gradient, 0, into, 0, 3);
            return 0;
        });
        TrainingState after = new TrainingState(7, theta, optimizer.rule().moments(), 7);
        double[] now = StabilityLine.of(settings(settings, 5), 5, RATE, after)
                .line()
                .orElseThrow()
                .preconditioner()
                .orElseThrow();
        for (int i = 0; i < 3; i++) {
            double seen = gradient[i] + (base == BaseOptimizer.ADAMW ? 0 : decay * before[i]);
            double mean = base == BaseOptimizer.RMSPROP ? seen : 0.9 * kept.get(0)[i] + 0.1 * seen;
            double shrunk = base == BaseOptimizer.ADAMW ? 1 - RATE * decay : 1;
            assertThat(theta[i]).isCloseTo(shrunk * before[i] - RATE * mean / now[i], within(1e-12));
        }
        assertThat(now).isNotEqualTo(preconditioner);
    }

    /** With the preconditioner held, the rule is gradient descent on a mean gradient in other units. */
    @ParameterizedTest(name = "{0}, weight decay {1}")
    @MethodSource("adaptiveRules")
    void stepsWithTheHeldPreconditionerSettleBelowItAndMoveAwayAbove(BaseOptimizer base, double decay) {
        OptimizerSettings settings = with(base, decay);
        StabilityLine line = afterSomeSteps(settings, new double[] {1, -2, 0.5}, settings.create(3));
        assertThat(held(base, decay, line, 0.99)).isLessThan(1e-6);
        assertThat(held(base, decay, line, 1.01)).isGreaterThan(1e6);
    }

    private static double held(BaseOptimizer base, double decay, StabilityLine line, double share) {
        double p = line.preconditioner().orElseThrow()[1];
        double h = share * line.sharpness() * p - line.decay();
        double theta = 1;
        double mean = 0;
        double keeps = base == BaseOptimizer.RMSPROP ? 0 : 0.9;
        for (int step = 0; step < 8000; step++) {
            mean = keeps * mean + (1 - keeps) * (h + line.decay()) * theta;
            theta = (base == BaseOptimizer.ADAMW ? 1 - RATE * decay : 1) * theta - RATE * mean / p;
        }
        return Math.abs(theta);
    }

    @Test
    void knownValues() {
        assertThat(settling(with(BaseOptimizer.SGD, 0))).isCloseTo(2 / RATE, within(1e-12));
        assertThat(settling(with(BaseOptimizer.MOMENTUM, 0))).isCloseTo(3.6 / RATE, within(1e-12));
        assertThat(settling(with(BaseOptimizer.NESTEROV, 0))).isCloseTo(3.6 / (2.6 * RATE), within(1e-12));
        // 38/η at β₁ = 0.9 (Cohen et al. 2022).
        OptimizerSettings adam = with(BaseOptimizer.ADAM, 0);
        assertThat(afterSomeSteps(adam, new double[] {1, 1}, adam.create(2)).sharpness())
                .isCloseTo(38 / RATE, within(1e-9));
    }

    private static double settling(OptimizerSettings settings) {
        return StabilityLine.of(settings(settings, 9), 5, RATE, TrainingState.beginning(new double[2]))
                .line()
                .orElseThrow()
                .sharpness();
    }

    @Test
    void whereNoLineIsKnownTheReasonIsSaid() {
        TrainingState fresh = TrainingState.beginning(new double[2]);
        OptimizerSettings sgd = with(BaseOptimizer.SGD, 0);
        assertThat(StabilityLine.of(settings(sgd, 4), 5, RATE, fresh))
                .satisfies(known -> assertThat(known.line()).isEmpty())
                .satisfies(known -> assertThat(known.reason())
                        .isEqualTo(
                                "steps on batches of 4 of 5 samples settle below the line of full batches, by how much"
                                        + " depends on their noise"));
        assertThat(StabilityLine.of(settings(sgd.with(Ascent.SAM, 0.05), 5), 5, RATE, fresh)
                        .reason())
                .startsWith("SAM takes its gradient beside the weights");
        assertThat(StabilityLine.of(settings(with(BaseOptimizer.ADAM, 0), 5), 5, RATE, fresh)
                        .reason())
                .isEqualTo("Adam has no line before its first step");
        assertThat(StabilityLine.of(settings(with(BaseOptimizer.RMSPROP, 0), 5), 5, RATE, fresh)
                        .reason())
                .isEqualTo("RMSProp has no line before its first step");
    }
}
