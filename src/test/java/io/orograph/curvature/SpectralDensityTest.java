package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.math.Vectors;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SpectralDensityTest {

    private static final double[] SPECTRUM = new double[80];

    static {
        // A quarter at −1, a quarter at 0, half at 2.
        Arrays.fill(SPECTRUM, 0, 20, -1);
        Arrays.fill(SPECTRUM, 40, 80, 2);
    }

    private static SpectralDensity.Result density(double[][] matrix, int probes, int steps) {
        return new SpectralDensity(probes, steps, 5).of(Matrices.operator(matrix), ProgressListener.NONE);
    }

    /** Known answer 5: the squares of the first entries of an orthogonal matrix's rows sum to 1, whatever the steps. */
    @Test
    void weightsSumToOneAndTheCurveToo() {
        SpectralDensity.Result result = density(Matrices.rotated(1, SPECTRUM), 4, 7);
        assertThat(Arrays.stream(result.weights()).sum()).isCloseTo(1, within(1e-12));
        SpectralDensity.Curve curve = result.curve(1001);
        double step = curve.values()[1] - curve.values()[0];
        // Four standard deviations beyond the ends leave 6·10⁻⁵ out.
        assertThat(Arrays.stream(curve.densities()).sum() * step).isCloseTo(1, within(1e-4));
    }

    /**
     * On a diagonal matrix every entry of a Rademacher probe has the same square, so that the quadrature has the exact
     * share of each of the three eigenvalues, from a single probe. (Three steps exhaust the space.)
     */
    @Test
    void sharesOfADiagonalMatrixAreExact() {
        SpectralDensity.Result result = density(Matrices.diagonal(SPECTRUM), 1, 3);
        assertThat(result.negative().share()).isCloseTo(0.25, within(1e-12));
        // That a probe has the exact share is chance here: 1.96·√(2·0.25/80) on either side.
        assertThat(result.negative().low()).isCloseTo(0.25 - 0.15495, within(1e-5));
        assertThat(result.negative().high()).isCloseTo(0.25 + 0.15495, within(1e-5));
        // Σ|λ|: 20 below zero, 80 above.
        assertThat(result.negativeMass()).isCloseTo(0.2, within(1e-12));
    }

    /** With the projection P onto the negative ones the share of a probe is vᵀPv/n, of standard deviation
     * √(2·Σᵢ≠ⱼPᵢⱼ²)/n < √(2·20)/80 = 8 %: of the mean of 50 probes about 1 %. It must come within 4 of that. */
    @Test
    void sharesOfARotatedMatrixComeWithinTheirError() {
        SpectralDensity.Result result = density(Matrices.rotated(3, SPECTRUM), 50, 3);
        assertThat(result.negative().share()).isCloseTo(0.25, within(0.04));
        // The variance is bounded at the end of the interval, where the share is a little larger than 0.25.
        assertThat(result.negative().high() - result.negative().low()).isBetween(2 * 0.0219, 2 * 0.0240);
    }

    @Test
    void aMultipleOfTheIdentityHasOneNode() {
        SpectralDensity.Result result = density(Matrices.diagonal(3, 3, 3, 3), 2, 10);
        assertThat(result.nodes()).hasSize(8);
        for (double node : result.nodes()) {
            assertThat(node).isCloseTo(3, within(1e-12));
        }
        assertThat(Vectors.isFinite(result.curve(11).densities())).isTrue();
    }
}
