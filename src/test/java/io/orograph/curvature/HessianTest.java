package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossKind;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Known answer 1, and what differences of the gradient could get wrong. */
final class HessianTest {

    private static final CancelToken GO = new CancelToken();
    private static final int SAMPLES = 40;
    private static final int INPUTS = 5;
    private static final Tensor X = NetworkSketch.drawn(new Random(1), 1, SAMPLES, INPUTS);

    private static Network linear(int outputs) {
        return NetworkSketch.linear(0.7, INPUTS, outputs);
    }

    private static Hessian hessian(Objective objective) {
        Network network = objective.network();
        return new Hessian(objective, network.weights(), FreeParameters.all(network.layout()), GO);
    }

    static Stream<LossKind> smooth() {
        return Stream.of(LossKind.MSE, LossKind.BCE_LOGITS, LossKind.CROSS_ENTROPY);
    }

    /** Second derivatives of the loss by two outputs of a sample, from the outputs. */
    private static double inner(LossKind kind, double[] outputs, int row, int column) {
        double[] p = softmax(outputs);
        return switch (kind.label()) {
            case "mse" -> 2;
            case "bce-logits" -> 1 / (1 + Math.exp(-outputs[0])) * (1 - 1 / (1 + Math.exp(-outputs[0])));
            default -> (row == column ? p[row] : 0) - p[row] * p[column];
        };
    }

    private static double[] softmax(double[] outputs) {
        double sum = java.util.Arrays.stream(outputs).map(Math::exp).sum();
        return java.util.Arrays.stream(outputs).map(z -> Math.exp(z) / sum).toArray();
    }

    /**
     * Linear least squares (2/N)·XᵀX, logistic (1/N)·Xᵀ·diag(σ(1 − σ))·X and softmax mean (diag p − ppᵀ) ⊗ xxᵀ: all
     * eigenvalues within 10⁻⁸ of the largest.
     */
    @ParameterizedTest
    @MethodSource("smooth")
    void eigenvaluesOfClosedForms(LossKind kind) {
        int outputs = kind == LossKind.CROSS_ENTROPY ? 3 : 1;
        Network network = linear(outputs);
        double[] w = network.weights();
        double[][] exact = new double[INPUTS * outputs][INPUTS * outputs];
        for (int s = 0; s < SAMPLES; s++) {
            double[] z = new double[outputs];
            for (int i = 0; i < w.length; i++) {
                z[i % outputs] += X.get(s * INPUTS + i / outputs) * w[i];
            }
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w.length; j++) {
                    exact[i][j] += inner(kind, z, i % outputs, j % outputs)
                            * X.get(s * INPUTS + i / outputs)
                            * X.get(s * INPUTS + j / outputs)
                            / SAMPLES;
                }
            }
        }
        double[] expected = SymmetricEigen.of(exact).values();
        Tensor targets = kind == LossKind.MSE
                ? NetworkSketch.drawn(new Random(4), 1, SAMPLES, 1)
                : NetworkSketch.classes(new Random(5), SAMPLES, Math.max(2, outputs));
        Dataset data = new Dataset("data", X, targets);
        try (Objective objective = new Objective(LossChoice.choose(network, data, kind), data, Precision.DOUBLE, 2)) {
            Lanczos.Result found =
                    new Lanczos(w.length, 0, 1e-12, 100, 0).of(hessian(objective), Lanczos.Listener.NONE);
            assertThat(found.largest()).hasSize(w.length);
            for (int i = 0; i < w.length; i++) {
                assertThat(found.largest().get(i).value()).isCloseTo(expected[i], within(1e-8 * expected[0]));
            }
        }
    }

    /**
     * L = (w₂·relu(w₁x) − 5)² with w₁x = 10⁻⁷, closer to the kink than the first step: on its active side the Hessian is
     * [2, −10; −10, 0] to 10⁻⁶. The plain difference averages over both sides and is far off.
     */
    @Test
    void kinksWithinTheStepAreLeftOut() {
        Network network = new NetworkSketch()
                .input("x", Shape.FREE, 1)
                .tensor("w1", Tensor.of(new double[] {1e-7}, 1, 1))
                .node("MatMul", List.of("x", "w1"), "z")
                .node("Relu", List.of("z"), "a")
                .tensor("w2", Tensor.of(new double[] {1}, 1, 1))
                .node("MatMul", List.of("a", "w2"), "y")
                .output("y", Shape.FREE, 1)
                .build();
        Dataset data = new Dataset("one", Tensor.of(new double[] {1}, 1, 1), Tensor.of(new double[] {5}, 1, 1));
        LossChoice choice = LossChoice.choose(network, data, LossKind.MSE);
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
            double[] alongFirst = {1, 0};
            double[] product = hessian(objective).apply(alongFirst);
            assertThat(product[0]).isCloseTo(2, within(1e-4));
            assertThat(product[1]).isCloseTo(-10, within(1e-4));
            assertThat(plainDifference(objective, alongFirst)[0]).isLessThan(-1000);
            assertThat(hessian(objective).apply(new double[2])).containsOnly(0);
        }
    }

    /** (∇L(θ + hv) − ∇L(θ − hv)) / 2h with h = 6·10⁻⁶, as if there were no kink. */
    private static double[] plainDifference(Objective objective, double[] v) {
        double h = Math.cbrt(Math.ulp(1.0));
        double[] theta = objective.network().weights();
        double[] difference = objective.gradient(Vectors.sum(theta, h, v), GO);
        Vectors.add(difference, -1, objective.gradient(Vectors.sum(theta, -h, v), GO));
        Vectors.scale(difference, 1 / (2 * h));
        return difference;
    }

    @Test
    void aParameterWithoutPathToTheOutputIsNamed() {
        Network network = new NetworkSketch()
                .input("x", Shape.FREE, INPUTS)
                .drawn("w", new Random(2), 0.7, INPUTS, 1)
                .drawn("other", new Random(3), 0.7, INPUTS, 1)
                .node("MatMul", List.of("x", "w"), "y")
                .node("MatMul", List.of("x", "other"), "side")
                .output("y", Shape.FREE, 1)
                .output("side", Shape.FREE, 1)
                .build();
        Dataset data = new Dataset("data", X, NetworkSketch.drawn(new Random(4), 1, SAMPLES, 1));
        LossChoice choice = LossChoice.choose(network, data, LossKind.MSE);
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
            FreeParameters side = FreeParameters.of(network.layout(), Set.of("w"));
            assertThatThrownBy(() -> new Hessian(objective, network.weights(), side, GO))
                    .isInstanceOf(UndefinedCurvatureException.class)
                    .hasMessageStartingWith("No operator leads from other to the output y");
            double[] product = hessian(objective)
                    .apply(IntStream.range(0, 2 * INPUTS).mapToDouble(i -> 1).toArray());
            assertThat(java.util.Arrays.copyOfRange(product, INPUTS, 2 * INPUTS))
                    .containsOnly(0);
        }
    }

    @Test
    void singlePrecisionAndInfiniteWeightsAreRefused() {
        Network network = linear(1);
        Dataset data = new Dataset("data", X, NetworkSketch.drawn(new Random(4), 1, SAMPLES, 1));
        LossChoice choice = LossChoice.choose(network, data, LossKind.MSE);
        try (Objective single = new Objective(choice, data, Precision.SINGLE, 1)) {
            assertThatThrownBy(() -> hessian(single)).isInstanceOf(IllegalArgumentException.class);
        }
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
            double[] broken = network.weights();
            broken[0] = Double.POSITIVE_INFINITY;
            Hessian hessian = new Hessian(objective, broken, FreeParameters.all(network.layout()), GO);
            assertThatThrownBy(hessian::gradient)
                    .isInstanceOf(UndefinedCurvatureException.class)
                    .hasMessageContaining("is not finite");
        }
    }
}
