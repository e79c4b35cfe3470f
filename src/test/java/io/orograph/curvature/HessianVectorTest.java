package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossKind;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Hessian-vector products of models whose Hessian is known in closed form. θ = W [inputs, outputs], no bias. Central
 * differences of the gradient reach 10⁻¹¹ (a quadratic) to 10⁻¹⁰ here; the bounds leave ten times that, and are well
 * inside 10⁻⁸, the bound for products that are exact in double precision.
 */
final class HessianVectorTest {

    private static final CancelToken GO = new CancelToken();
    private static final int SAMPLES = 40;
    private static final int INPUTS = 5;

    private static final Tensor X = NetworkSketch.drawn(new Random(1), 1, SAMPLES, INPUTS);

    private static Network linear(int outputs) {
        return NetworkSketch.linear(0.7, INPUTS, outputs);
    }

    private static double x(int sample, int i) {
        return X.get(sample * INPUTS + i);
    }

    private static double[] outputs(Network network, int sample, int outputs) {
        double[] w = network.weights();
        double[] z = new double[outputs];
        for (int i = 0; i < INPUTS; i++) {
            for (int c = 0; c < outputs; c++) {
                z[c] += x(sample, i) * w[i * outputs + c];
            }
        }
        return z;
    }

    /** The largest error of H·v, relative to ‖H·v‖, over the unit vectors and five random ones. */
    private static double error(Network network, LossKind kind, Tensor targets, double[][] hessian) {
        Random random = new Random(3);
        int size = hessian.length;
        double worst = 0;
        Dataset data = new Dataset("data", X, targets);
        try (Objective objective = new Objective(LossChoice.choose(network, data, kind), data, Precision.DOUBLE, 1)) {
            Hessian operator = new Hessian(objective, network.weights(), FreeParameters.all(network.layout()), GO);
            for (int k = 0; k < size + 5; k++) {
                double[] v = new double[size];
                for (int i = 0; i < size; i++) {
                    v[i] = k < size ? (i == k ? 1 : 0) : random.nextGaussian();
                }
                double[] product = operator.apply(v);
                double difference = 0;
                double square = 0;
                for (int i = 0; i < size; i++) {
                    double exact = 0;
                    for (int j = 0; j < size; j++) {
                        exact += hessian[i][j] * v[j];
                    }
                    difference += (product[i] - exact) * (product[i] - exact);
                    square += exact * exact;
                }
                worst = Math.max(worst, Math.sqrt(difference / square));
            }
        }
        return worst;
    }

    @Test
    void linearLeastSquares() {
        // (2/N)·XᵀX: quadratic, so that the difference has no truncation error, only rounding.
        double[][] hessian = new double[INPUTS][INPUTS];
        for (int s = 0; s < SAMPLES; s++) {
            for (int i = 0; i < INPUTS; i++) {
                for (int j = 0; j < INPUTS; j++) {
                    hessian[i][j] += 2.0 / SAMPLES * x(s, i) * x(s, j);
                }
            }
        }
        Tensor targets = NetworkSketch.drawn(new Random(4), 1, SAMPLES, 1);
        assertThat(error(linear(1), LossKind.MSE, targets, hessian)).isLessThan(1e-10);
    }

    @Test
    void logisticRegression() {
        // (1/N)·Xᵀ·diag(σ(1 − σ))·X.
        Network network = linear(1);
        double[][] hessian = new double[INPUTS][INPUTS];
        for (int s = 0; s < SAMPLES; s++) {
            double p = 1 / (1 + Math.exp(-outputs(network, s, 1)[0]));
            for (int i = 0; i < INPUTS; i++) {
                for (int j = 0; j < INPUTS; j++) {
                    hessian[i][j] += p * (1 - p) * x(s, i) * x(s, j) / SAMPLES;
                }
            }
        }
        Tensor targets = NetworkSketch.classes(new Random(5), SAMPLES, 2);
        assertThat(error(network, LossKind.BCE_LOGITS, targets, hessian)).isLessThan(1e-9);
    }

    @Test
    void softmaxRegression() {
        // Mean of (diag p − p·pᵀ) ⊗ x·xᵀ, here with the class running faster than the input.
        int classes = 3;
        Network network = linear(classes);
        double[][] hessian = new double[INPUTS * classes][INPUTS * classes];
        for (int s = 0; s < SAMPLES; s++) {
            double[] z = outputs(network, s, classes);
            double sum = 0;
            for (double logit : z) {
                sum += Math.exp(logit);
            }
            for (int row = 0; row < hessian.length; row++) {
                for (int column = 0; column < hessian.length; column++) {
                    double p = Math.exp(z[row % classes]) / sum;
                    double q = Math.exp(z[column % classes]) / sum;
                    double inner = (row % classes == column % classes ? p : 0) - p * q;
                    hessian[row][column] += inner * x(s, row / classes) * x(s, column / classes) / SAMPLES;
                }
            }
        }
        Tensor targets = NetworkSketch.classes(new Random(6), SAMPLES, classes);
        assertThat(error(network, LossKind.CROSS_ENTROPY, targets, hessian)).isLessThan(1e-9);
    }
}
