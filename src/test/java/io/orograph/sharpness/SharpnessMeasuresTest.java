package io.orograph.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.choice.Named;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.ReluRescaling;
import io.orograph.network.Tensor;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossKind;
import io.orograph.objective.Objective;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The measures on a diagonal quadratic, L(w) = ½Σλᵢ(wᵢ − mᵢ)², where each has a closed form: y = x·w on samples
 * √(Nλᵢ/2)·eᵢ, so that the mean squared error has the Hessian diag λ, and targets that put the minimum at m.
 */
final class SharpnessMeasuresTest {

    private static final CancelToken GO = new CancelToken();
    private static final double[] LAMBDA = {8, 4, 1, 0.5};
    private static final double[] MINIMUM = {1, -2, 0.5, 3};
    private static final double TRACE = 13.5;
    private static final int N = LAMBDA.length;

    private static Objective objective;

    @BeforeAll
    static void open() {
        double[] x = new double[N * N];
        double[] y = new double[N];
        for (int i = 0; i < N; i++) {
            x[i * N + i] = Math.sqrt(N * LAMBDA[i] / 2);
            y[i] = x[i * N + i] * MINIMUM[i];
        }
        Dataset data = new Dataset("quadratic", Tensor.of(x, N, N), Tensor.of(y, N, 1));
        objective = new Objective(LossChoice.choose(linear(N), data, LossKind.MSE), data, Precision.DOUBLE, 2);
    }

    @AfterAll
    static void close() {
        objective.close();
    }

    private static Network linear(int inputs) {
        return NetworkSketch.linear(1, inputs, 1);
    }

    private static double loss(double[] w) {
        double loss = 0;
        for (int i = 0; i < N; i++) {
            loss += LAMBDA[i] / 2 * (w[i] - MINIMUM[i]) * (w[i] - MINIMUM[i]);
        }
        return loss;
    }

    private static Measurement at(double[] theta, SharpnessMeasure measure) {
        return measure.measure(new MeasuredPoint(objective, theta, 0, GO), ProgressListener.NONE);
    }

    @Test
    void samIsTheLossOneStepUpTheGradient() {
        double[] w = {0, 0, 0, 0};
        double[] gradient = new double[N];
        double square = 0;
        for (int i = 0; i < N; i++) {
            gradient[i] = -LAMBDA[i] * MINIMUM[i];
            square += gradient[i] * gradient[i];
        }
        double[] moved = new double[N];
        for (int i = 0; i < N; i++) {
            moved[i] = 0.05 * gradient[i] / Math.sqrt(square);
        }
        assertThat(at(w, new SamIncrease(0.05)).value()).isCloseTo(loss(moved) - loss(w), within(1e-11));
        assertThat(at(MINIMUM, new SamIncrease(0.05)).value()).isCloseTo(0, within(1e-9));
    }

    @Test
    void adaptiveSamMovesInUnitsOfTheWeights() {
        double[] w = {2, -1, 0, 1};
        double[] moved = w.clone();
        double square = 0;
        for (int i = 0; i < N; i++) {
            double scaled = Math.abs(w[i]) * LAMBDA[i] * (w[i] - MINIMUM[i]);
            square += scaled * scaled;
        }
        for (int i = 0; i < N; i++) {
            moved[i] += 0.5 * w[i] * w[i] * LAMBDA[i] * (w[i] - MINIMUM[i]) / Math.sqrt(square);
        }
        assertThat(at(w, new AdaptiveSamIncrease(0.5)).value()).isCloseTo(loss(moved) - loss(w), within(1e-11));
    }

    /** Known answer 3: ½ρ²λ₁ at the minimum. 40 steps of a power iteration of ratio at most ¾ leave 10⁻⁹ of it. */
    @Test
    void ascentInTheBallFindsTheSteepestDirection() {
        double rho = 0.05;
        Measurement worst = at(MINIMUM, new ProjectedAscent(rho, 40, 1));
        assertThat(worst.value() / (rho * rho / 2 * LAMBDA[0])).isCloseTo(1, within(1e-8));
        // Off the minimum it is at least SAM's one step, and never beyond the ball: ‖g‖ρ + ½λ₁ρ².
        double[] w = {0, 0, 0, 0};
        double gradient = Math.sqrt(64 + 64 + 0.25 + 2.25);
        assertThat(at(w, new ProjectedAscent(rho, 40, 1)).value())
                .isBetween(at(w, new SamIncrease(rho)).value(), gradient * rho + LAMBDA[0] * rho * rho / 2);
    }

    /**
     * In u = y/|θ| the Hessian at the minimum is θᵢ²λᵢ: 8, 16, 0.25, 4.5. So the largest increase is ½ρ²·16, to which 40
     * steps of a power iteration of ratio ½ leave 10⁻²⁰, and the trace is 28.75. A zero weight does not move.
     */
    @Test
    void relativeToTheWeightsAQuadraticIsAQuadratic() {
        double rho = 0.05;
        Measurement worst = at(MINIMUM, new AdaptiveBallAscent(rho, 40, 2, 1));
        assertThat(worst.value() / (rho * rho / 2 * 16)).isCloseTo(1, within(1e-9));
        assertThat(worst.valueOfTwice()).isGreaterThanOrEqualTo(worst.value());
        assertThat(at(MINIMUM, new AdaptiveTrace(64, 0)).value()).isCloseTo(28.75, within(1e-6));
        double[] w = {1, 0, 0.5, 3};
        Measurement held = at(w, new AdaptiveTrace(64, 0));
        assertThat(held.value()).isCloseTo(12.75, within(1e-6));
        assertThat(held.note()).endsWith("1 weight is zero and does not move");
    }

    /** One row w of a linear layer: κ = ‖w‖²·tr H. */
    @Test
    void petzkasFlatnessOfOneRow() {
        Measurement found = at(MINIMUM, new PetzkaFlatness(4, 0));
        assertThat(found.value()).isCloseTo(TRACE * 14.25, within(1e-5));
        assertThat(found.note()).startsWith("exact");
        assertThat(found.parts().values()).containsExactly(found.value());
    }

    /** Known answer 4: the corner, ½Σλᵢε²(|θᵢ| + 1)², and φ = 100 times it as L = 0. */
    @Test
    void keskarReachesTheCornerOfTheBox() {
        double epsilon = 1e-3;
        double increase = 0;
        for (int i = 0; i < N; i++) {
            double bound = epsilon * (Math.abs(MINIMUM[i]) + 1);
            increase += LAMBDA[i] / 2 * bound * bound;
        }
        assertThat(at(MINIMUM, new KeskarSharpness(epsilon, 10, 0)).value() / (100 * increase))
                .isCloseTo(1, within(1e-9));
    }

    /** Over five subspaces the mean has the error of their scatter: that of five single ones. */
    @Test
    void keskarInSubspacesHasAnError() {
        SharpnessMeasure.Measurement mean = at(MINIMUM, new KeskarSubspaceSharpness(1e-3, 2, 10, 4));
        assertThat(mean.standardError()).isPositive().isLessThan(mean.value());
        assertThat(mean.note()).isEqualTo("a lower bound, mean over 5 subspaces");
        assertThat(at(MINIMUM, new KeskarSubspaceSharpness(1e-3, 2, 10, 4, 1)).standardError())
                .isNaN();
    }

    /** With one direction a the box is |z| ≤ ε(|aᵀθ| + 1), and the increase ½z²·aᵀHa at its end. */
    @Test
    void keskarInASubspaceOfOneDimension() {
        KeskarSubspaceSharpness measure = new KeskarSubspaceSharpness(1e-3, 1, 10, 4, 1);
        Random random = new Random(4);
        double[] a = new double[N];
        double square = 0;
        for (int i = 0; i < N; i++) {
            a[i] = random.nextGaussian();
            square += a[i] * a[i];
        }
        double bend = 0;
        double coordinate = 0;
        for (int i = 0; i < N; i++) {
            bend += LAMBDA[i] * a[i] * a[i] / square;
            coordinate += a[i] * MINIMUM[i] / Math.sqrt(square);
        }
        double z = 1e-3 * (Math.abs(coordinate) + 1);
        assertThat(at(MINIMUM, measure).value() / (100 * z * z * bend / 2)).isCloseTo(1, within(1e-9));
    }

    /** E = ½σ²·tr H = target: σ = √(2·target/tr H), within four of its errors, which are near 1/√(2n)·√(2 tr H²)/tr H. */
    @Test
    void pacBayesSigma() {
        Measurement found = at(MINIMUM, new PacBayesSigma(0.1, 4000, 0));
        double exact = Math.sqrt(2 * 0.1 / TRACE);
        assertThat(found.standardError() / exact).isBetween(0.003, 0.015);
        assertThat(found.value()).isCloseTo(exact, within(4 * found.standardError()));
    }

    @Test
    void smoothedLossIsLossPlusHalfSigmaSquaredTrace() {
        double[] w = {1, -2, 0.5, 4};
        Measurement found = at(w, new SmoothedLoss(0.3, 4000, 0));
        assertThat(found.value()).isCloseTo(loss(w) + 0.045 * TRACE, within(4 * found.standardError()));
        assertThat(found.standardError()).isBetween(1e-4, 0.02);
    }

    /** The Hessian is diagonal: Hutchinson is exact. ‖m‖² = 14.25. */
    @Test
    void curvatureMeasures() {
        assertThat(at(MINIMUM, new HessianTrace()).value()).isCloseTo(TRACE, within(1e-7));
        assertThat(at(MINIMUM, new LargestEigenvalue()).value()).isCloseTo(8, within(1e-7));
        assertThat(at(MINIMUM, new RelativeFlatness(false)).value()).isCloseTo(TRACE * 14.25, within(1e-5));
        assertThat(at(MINIMUM, new RelativeFlatness(true)).value()).isCloseTo(TRACE * 14.25, within(1e-5));
    }

    /** What claims so does not see a ReLU layer that is rescaled by 8, to rounding; what does not is far off. */
    @Test
    void measuresThatSaySoDoNotSeeAReluRescaling() {
        Random random = new Random(1);
        Dataset data = new Dataset(
                "classes", NetworkSketch.drawn(random, 1, 32, 6), NetworkSketch.classes(new Random(6), 32, 3));
        Network network = NetworkSketch.dense(4, "Relu", List.of(), 6, 10, 3);
        try (Objective relu = new Objective(LossChoice.detect(network, data), data, Precision.DOUBLE, 2)) {
            double[] theta = network.weights();
            double[] rescaled = ReluRescaling.of(network, 8);
            MeasuredPoint before = new MeasuredPoint(relu, theta, 0, GO);
            MeasuredPoint after = new MeasuredPoint(relu, rescaled, 0, GO);
            for (SharpnessMeasure measure : List.of(
                    new GaussianIncrease(0.1, 6, 0, true),
                    new AdaptiveSamIncrease(0.5),
                    new AdaptiveBallAscent(0.5, 6, 2, 0),
                    new SamIncrease(0.05),
                    new GaussianIncrease(0.1, 6, 0, false))) {
                double ratio = measure.measure(after, ProgressListener.NONE).value()
                        / measure.measure(before, ProgressListener.NONE).value();
                assertThat(Math.abs(ratio - 1) < 1e-9)
                        .as(measure.label())
                        .isEqualTo(measure.invariances().contains(Rescaling.LAYERS));
            }
            // Random probes do not see the same cross terms, so the trace by tensors agrees within its error only.
            Measurement first = new RelativeFlatness(true).measure(before, ProgressListener.NONE);
            Measurement second = new RelativeFlatness(true).measure(after, ProgressListener.NONE);
            assertThat(second.value())
                    .isCloseTo(first.value(), within(4 * (first.standardError() + second.standardError())));
        }
    }

    @Test
    void allHaveNamesOfTheirOwnAndAFiniteValue() {
        List<SharpnessMeasure> all = SharpnessMeasures.all(3);
        assertThat(all.stream().map(SharpnessMeasure::label)).doesNotHaveDuplicates();
        MeasuredPoint point = new MeasuredPoint(objective, MINIMUM, 3, GO);
        for (SharpnessMeasure measure : all) {
            assertThat(measure.title() + measure.formula() + measure.source()).isNotBlank();
            assertThat(measure.measure(point, ProgressListener.NONE).value())
                    .as(measure.label())
                    .isFinite();
        }
    }

    /** A measure is one class and one line in a list: the rest takes one that it has never heard of. */
    @Test
    void oneThatIsAddedIsFoundMeasuredAndCompared() {
        List<SharpnessMeasure> all = new ArrayList<>(SharpnessMeasures.all(3));
        all.add(new Rise());
        SharpnessMeasure found = Named.find(all, "rise").orElseThrow();
        Measurement flat = at(new double[N], found);
        Measurement sharp = at(MINIMUM, found);
        assertThat(flat.value()).isZero();
        assertThat(sharp.value()).isCloseTo(loss(new double[N]), within(1e-12));
        assertThat(found.description()).isEqualTo("L(0) − L(θ)");
        RelativeVerdict verdict = RelativeVerdict.of(Map.of(found, sharp), Map.of(found, flat), "b.onnx", N);
        assertThat(verdict.votes()).hasSize(1);
        assertThat(verdict.votes().get(0).difference().value()).isEqualTo(sharp.value());
        assertThat(SharpnessMeasures.all(3)).doesNotContain(found);
    }

    @Test
    void aLossThatIsNotFiniteGivesASentenceAndACancelledMeasureStops() {
        double[] broken = {Double.NaN, 0, 0, 0};
        assertThatThrownBy(() -> new MeasuredPoint(objective, broken, 0, GO))
                .isInstanceOf(UndefinedCurvatureException.class)
                .hasMessageStartingWith("The loss at θ₀ is NaN, so it has no curvature");
        CancelToken cancelled = new CancelToken();
        MeasuredPoint point = new MeasuredPoint(objective, MINIMUM, 0, cancelled);
        cancelled.cancel();
        assertThatThrownBy(() -> new HessianTrace().measure(point, ProgressListener.NONE))
                .isInstanceOf(CancellationException.class);
    }
}
