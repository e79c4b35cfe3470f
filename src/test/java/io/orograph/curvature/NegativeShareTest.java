package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.model.ModelReaders;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NegativeShareTest {

    private static double below(double[] eigenvalues, double bound) {
        return (double) Arrays.stream(eigenvalues)
                        .filter(value -> value < bound)
                        .count()
                / eigenvalues.length;
    }

    /** As in networks: most eigenvalues at 0, a tail on both sides, a few far out. */
    private static double[] spectrum(Random random, double negative) {
        double[] values = new double[150];
        for (int i = 0; i < values.length; i++) {
            double tail = Math.exp(3 * random.nextGaussian() - 4);
            values[i] = i < 6 ? 5 + 3 * i : i < 60 ? 0 : random.nextDouble() < negative ? -tail : tail;
        }
        return values;
    }

    /** Thirty spectra and probes: bounds that hold with 95 % and more miss at most 4 of them (P = 0.016 of more at 95 %). */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
    void theBoundsHoldTheShareAtTheSameWidth(double negative) {
        int missed = 0;
        for (int draw = 0; draw < 30; draw++) {
            double[] values = spectrum(new Random(draw), negative);
            double[][] matrix = Matrices.rotated(draw, values);
            NegativeShare share = new SpectralDensity(2, 30, draw)
                    .of(Matrices.operator(matrix), ProgressListener.NONE)
                    .negative();
            double right = below(values, -share.width());
            assertThat(share.share()).isBetween(share.low(), share.high());
            missed += right < share.low() || right > share.high() ? 1 : 0;
        }
        assertThat(missed).isLessThanOrEqualTo(4);
    }

    /** A ReLU network of 837 weights, at its start: the whole Hessian column by column, its eigenvalues by EJML. */
    @Test
    void theBoundsHoldTheShareOfANetworksWholeHessian() throws IOException {
        Path folder = Path.of("src/test/resources/io/orograph/curvature");
        CancelToken cancel = new CancelToken();
        Network network = ModelReaders.open(folder.resolve("init-mlp-learnable.onnx"), cancel)
                .network();
        Dataset data = DataReaders.open(DataSource.of(folder.resolve("init-mlp-learnable-data.npz")));
        LossChoice choice = LossChoice.detect(network, data);
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 2)) {
            FreeParameters all = FreeParameters.all(choice.network().layout());
            Hessian hessian = new Hessian(objective, choice.network().weights(), all, cancel);
            double[] values = Matrices.eigenvalues(whole(hessian));
            for (Effort effort : Effort.values()) {
                NegativeShare share =
                        effort.density(3).of(hessian, ProgressListener.NONE).negative();
                assertThat(below(values, -share.width())).as(share.words()).isBetween(share.low(), share.high());
                assertThat(share.low()).isPositive();
            }
        }
    }

    private static double[][] whole(SymmetricOperator operator) {
        double[][] matrix = new double[operator.size()][];
        for (int i = 0; i < matrix.length; i++) {
            double[] unit = new double[matrix.length];
            unit[i] = 1;
            matrix[i] = operator.apply(unit);
        }
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matrix[j][i] = (matrix[i][j] + matrix[j][i]) / 2;
            }
        }
        return matrix;
    }

    @Test
    void noneIsNegativeWhereTheSmallestIsNot() {
        double[][] matrix = Matrices.rotated(1, spectrum(new Random(1), 0));
        SpectralDensity.Result found =
                new SpectralDensity(2, 30, 1).of(Matrices.operator(matrix), ProgressListener.NONE);
        NegativeShare share = found.knowing(-1e-12).negative();
        assertThat(share.high()).isZero();
        assertThat(share.words()).startsWith("no eigenvalue is below −");
        assertThat(found.knowing(-1).negative()).isEqualTo(found.negative());
    }
}
