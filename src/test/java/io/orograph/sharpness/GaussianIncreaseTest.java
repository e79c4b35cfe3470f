package io.orograph.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.ReluRescaling;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossKind;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class GaussianIncreaseTest {

    private static final CancelToken GO = new CancelToken();
    private static final int INPUTS = 8;
    private static final int SAMPLES = 32;
    private static final Tensor X = NetworkSketch.drawn(new Random(1), 1, SAMPLES, INPUTS);

    /** y = x·w with no bias: the mean squared error is a quadratic with H = (2/N)·XᵀX at every w. */
    private static final Network LINEAR = new NetworkSketch()
            .input("x", Shape.FREE, INPUTS)
            .drawn("w", new Random(2), 1, INPUTS, 1)
            .node("MatMul", List.of("x", "w"), "y")
            .output("y", Shape.FREE, 1)
            .build();

    private static Objective quadratic() {
        Dataset data = new Dataset("quadratic", X, NetworkSketch.drawn(new Random(3), 1, SAMPLES, 1));
        return new Objective(LossChoice.choose(LINEAR, data, LossKind.MSE), data, Precision.DOUBLE, 2);
    }

    private static double[][] hessian() {
        double[][] hessian = new double[INPUTS][INPUTS];
        for (int s = 0; s < SAMPLES; s++) {
            for (int i = 0; i < INPUTS; i++) {
                for (int j = 0; j < INPUTS; j++) {
                    hessian[i][j] += 2.0 / SAMPLES * X.get(s * INPUTS + i) * X.get(s * INPUTS + j);
                }
            }
        }
        return hessian;
    }

    private static double trace(double[][] matrix) {
        double trace = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += matrix[i][i];
        }
        return trace;
    }

    private static double squares(double[][] matrix) {
        double sum = 0;
        for (double[] row : matrix) {
            for (double entry : row) {
                sum += entry * entry;
            }
        }
        return sum;
    }

    /** Where the gradient vanishes: the least-squares solution, by many steps of gradient descent on the quadratic. */
    private static double[] minimum(Objective objective) {
        double[] theta = LINEAR.weights();
        for (int step = 0; step < 4000; step++) {
            double[] gradient = objective.gradient(theta, GO);
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= 0.2 * gradient[i];
            }
        }
        return theta;
    }

    private static GaussianIncrease.Result measure(GaussianIncrease settings, Objective objective, double[] theta) {
        return settings.measure(objective, theta, ProgressListener.NONE, GO);
    }

    /**
     * Known answer 3. Off the minimum the increase is σ·gᵀε + ½σ²·εᵀHε, of which a pair ±ε keeps ½σ²·εᵀHε: mean ½σ²·tr H,
     * variance ½σ⁴·tr H², however large g is. With n = 10,000 pairs the mean must come within 4 standard errors (a right estimator does in 99.99 % of all seeds), and
     * the reported standard error within 5 % of the true one, which itself scatters by 1/√(2n) = ½ %: were the draws not
     * independent of one another, it would not.
     */
    @Test
    void onAQuadraticItIsHalfSigmaSquaredTimesTheTrace() {
        int draws = 20_000;
        double sigma = 0.3;
        try (Objective objective = quadratic()) {
            double[] theta = LINEAR.weights();
            double expected = sigma * sigma / 2 * trace(hessian());
            double variance = Math.pow(sigma, 4) / 2 * squares(hessian());
            double error = Math.sqrt(variance / (draws / 2.0));
            for (long seed = 0; seed < 2; seed++) {
                GaussianIncrease.Result result =
                        measure(new GaussianIncrease(sigma, draws, seed, false), objective, theta);

                assertThat(result.mean()).isCloseTo(expected, within(4 * error));
                assertThat(result.standardError() / error).isCloseTo(1, within(0.05));
                assertThat(result.loss())
                        .isEqualTo(objective.evaluate(theta, GO).loss());
            }
        }
    }

    /** At the minimum there is no slope, and few draws give a sharp answer: at σ = 0.01 and n = 2000 within 4 errors. */
    @Test
    void atTheMinimumOnlyTheCurvatureIsLeft() {
        double sigma = GaussianIncrease.DEFAULT_SIGMA;
        int draws = 2000;
        try (Objective objective = quadratic()) {
            double[] minimum = minimum(objective);
            GaussianIncrease.Result result = measure(new GaussianIncrease(sigma, draws, 1, false), objective, minimum);
            double expected = sigma * sigma / 2 * trace(hessian());
            double error = sigma * sigma * Math.sqrt(squares(hessian()) / 2 / (draws / 2.0));

            assertThat(result.mean()).isCloseTo(expected, within(4 * error));
            assertThat(result.standardError() / error).isCloseTo(1, within(0.2));
        }
    }

    /** E[dᵀHd] = tr H over Gaussian directions, by Hessian-vector products: 4000 draws, 4 standard errors. */
    @Test
    void theMeanCurvatureAlongGaussianDirectionsIsTheTrace() {
        int draws = 4000;
        Random random = new Random(5);
        double sum = 0;
        try (Objective objective = quadratic()) {
            for (int draw = 0; draw < draws; draw++) {
                double[] d = new double[INPUTS];
                for (int i = 0; i < INPUTS; i++) {
                    d[i] = random.nextGaussian();
                }
                double[] product = new Hessian(
                                objective,
                                LINEAR.weights(),
                                FreeParameters.all(objective.network().layout()),
                                GO)
                        .apply(d);
                for (int i = 0; i < INPUTS; i++) {
                    sum += d[i] * product[i] / draws;
                }
            }
        }
        assertThat(sum).isCloseTo(trace(hessian()), within(4 * Math.sqrt(2 * squares(hessian()) / draws)));
    }

    /** The filter-normalised variant does not see a rescaling of ReLU layers; powers of two are exact. The plain does. */
    @Test
    void filterNormalisedItIsTheSameAfterReluRescaling() {
        Network network = NetworkSketch.dense(4, "Relu", List.of(), INPUTS, 10, 3);
        Dataset data = new Dataset("classes", X, NetworkSketch.classes(new Random(6), SAMPLES, 3));
        try (Objective objective = new Objective(LossChoice.detect(network, data), data, Precision.DOUBLE, 2)) {
            double[] theta = network.weights();
            double[] rescaled = ReluRescaling.of(network, 8);
            GaussianIncrease relative = new GaussianIncrease(0.1, 10, 0, true);
            GaussianIncrease.Result before = measure(relative, objective, theta);
            assertThat(measure(relative, objective, rescaled)).isEqualTo(before);
            assertThat(before.mean()).isNotZero();

            GaussianIncrease plain = new GaussianIncrease(0.1, 10, 0, false);
            assertThat(measure(plain, objective, rescaled).mean())
                    .isNotCloseTo(measure(plain, objective, theta).mean(), within(1e-6));
        }
    }

    @Test
    void itIsTheSameForAnyNumberOfWorkersAndItsFirstDrawsForAnyNumberOfDraws() {
        Dataset data = new Dataset("quadratic", X, NetworkSketch.drawn(new Random(3), 1, SAMPLES, 1));
        LossChoice choice = LossChoice.choose(LINEAR, data, LossKind.MSE);
        List<GaussianIncrease.Result> results = new ArrayList<>();
        for (int workers = 1; workers <= 3; workers++) {
            try (Objective objective = new Objective(choice, data, Precision.SINGLE, workers)) {
                results.add(measure(GaussianIncrease.DEFAULT, objective, LINEAR.weights()));
            }
        }
        assertThat(results).containsOnly(results.get(0));
        try (Objective objective = quadratic()) {
            // The mean of two pairs is that of the first one and another: 2·mean₂ − mean₁ is the second alone.
            double one = measure(new GaussianIncrease(0.1, 2, 7, false), objective, LINEAR.weights())
                    .mean();
            GaussianIncrease.Result two = measure(new GaussianIncrease(0.1, 4, 7, false), objective, LINEAR.weights());
            assertThat(Math.abs(two.mean() - one)).isCloseTo(two.standardError(), within(1e-12));
        }
    }

    @Test
    void aSinglePairHasNoStandardErrorAndProgressIsHeard() {
        List<Long> heard = Collections.synchronizedList(new ArrayList<>());
        try (Objective objective = quadratic()) {
            GaussianIncrease.Result one = measure(new GaussianIncrease(0.1, 2, 0, false), objective, LINEAR.weights());
            assertThat(one.standardError()).isNaN();
            new GaussianIncrease(0.1, 6, 0, false)
                    .measure(objective, LINEAR.weights(), (done, total) -> heard.add(10 * done + total), GO);
            assertThat(heard).containsExactlyInAnyOrder(16L, 26L, 36L, 46L, 56L, 66L);
        }
    }

    @Test
    void cancelledItThrows() {
        CancelToken cancelled = new CancelToken();
        cancelled.cancel();
        try (Objective objective = quadratic()) {
            assertThatThrownBy(() -> GaussianIncrease.DEFAULT.measure(
                            objective, LINEAR.weights(), ProgressListener.NONE, cancelled))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void settingsOutOfRangeGiveASentence() {
        assertThatThrownBy(() -> new GaussianIncrease(0, 6, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("σ must be a positive number, not 0.0");
        assertThatThrownBy(() -> new GaussianIncrease(Double.NaN, 6, 0, false))
                .hasMessage("σ must be a positive number, not NaN");
        assertThatThrownBy(() -> new GaussianIncrease(1, 5, 0, false))
                .hasMessage("draws come in pairs: an even number of at least 2, not 5");
    }
}
