package io.orograph.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eigenvalues and eigenvectors of small symmetric matrices, against closed forms. */
final class JacobiEigenTest {

    /** 2 on the diagonal and −1 beside it gives λₖ = 2 − 2·cos(kπ/(n + 1)), vectors sin(ikπ/(n + 1)). */
    @Test
    void theSecondDifferenceMatrixHasSines() {
        int n = 30;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 2;
            if (i > 0) {
                matrix[i][i - 1] = -1;
                matrix[i - 1][i] = -1;
            }
        }
        JacobiEigen eigen = new JacobiEigen(matrix);
        for (int rank = 0; rank < n; rank++) {
            int k = n - rank;
            // A few roundings of numbers up to 4 in each of about ten sweeps.
            assertThat(eigen.value(rank)).isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-13));
            double[] expected = new double[n];
            for (int i = 0; i < n; i++) {
                expected[i] = Math.sqrt(2.0 / (n + 1)) * Math.sin((i + 1) * k * Math.PI / (n + 1));
            }
            double[] found = eigen.vector(rank);
            Vectors.turnLargestPositive(found);
            Vectors.turnLargestPositive(expected);
            // Some entries are the largest in twos, of which rounding may choose the other one.
            assertThat(Math.abs(Vectors.dot(found, expected))).isCloseTo(1, within(1e-12));
            assertThat(Vectors.norm(found)).isCloseTo(1, within(1e-13));
        }
        assertThat(matrix[0]).startsWith(2, -1, 0);
    }

    /**
     * A graded matrix DAD with A = (1 ½; ½ 1) and D = diag(1, δ): λ₁·λ₂ = ¾δ² and λ₁ + λ₂ = 1 + δ². The small eigenvalue is
     * exact to rounding although it is δ² of the large one, which a method with errors of a rounding of λ₁ cannot give.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-7, 1e-12, 1e-100})
    void smallEigenvaluesOfAGradedMatrixAreExact(double delta) {
        JacobiEigen eigen = new JacobiEigen(new double[][] {{1, delta / 2}, {delta / 2, delta * delta}});
        double sum = 1 + delta * delta;
        double large = (sum + Math.sqrt(sum * sum - 3 * delta * delta)) / 2;
        double small = 0.75 * delta * delta / large;
        assertThat(eigen.value(0)).isCloseTo(large, within(1e-15));
        assertThat(eigen.value(1)).isCloseTo(small, within(4e-16 * small));
    }

    @Test
    void ofNothingAndOfADiagonalThereIsNothingToRotate() {
        JacobiEigen eigen = new JacobiEigen(new double[][] {{1, 0, 0}, {0, 3, 0}, {0, 0, -2}});
        assertThat(new double[] {eigen.value(0), eigen.value(1), eigen.value(2)})
                .containsExactly(3, 1, -2);
        assertThat(eigen.vector(0)).containsExactly(0, 1, 0);
    }
}
