package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.NetworkSketch;
import io.orograph.task.ProgressListener;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HutchinsonTest {

    /** Nine parameters: w1 [2, 2], b1 [2], w2 [1, 2], b2 [1]. */
    private static final FreeParameters FREE = FreeParameters.all(
            NetworkSketch.dense(1, "Tanh", List.of(), 2, 2, 1).layout());

    private static final double[] DIAGONAL = {1, 2, 3, 4, -5, 6, 7, 8, 9};

    /** The smallest blocks by their diagonals, whatever is beside them; what is left is estimated, and all sums to the trace. */
    @Test
    void smallBlocksAreExact() {
        double[][] matrix = Matrices.rotated(4, DIAGONAL);
        FreeParameters.Block b1 = FREE.blocks().get(1);
        double exact = 0;
        for (int i = b1.offset(); i < b1.end(); i++) {
            exact += matrix[i][i];
        }
        Hutchinson.Result some =
                new Hutchinson(1e-9, 400, 0, 3).of(Matrices.operator(matrix), FREE, ProgressListener.NONE);
        assertThat(some.parameters().get("b1").mean()).isCloseTo(exact, within(1e-12));
        assertThat(some.parameters().get("b1").standardError()).isZero();
        assertThat(some.parameters().get("w1").standardError()).isPositive();
        double sum = some.parameters().values().stream()
                .mapToDouble(Hutchinson.Estimate::mean)
                .sum();
        assertThat(sum).isCloseTo(some.trace().mean(), within(1e-9));
        assertThat(some.trace().mean()).isCloseTo(35, within(4 * some.trace().standardError()));

        Hutchinson.Result all = Hutchinson.seeded(0).of(Matrices.operator(matrix), FREE, ProgressListener.NONE);
        assertThat(all.probes()).isZero();
        assertThat(all.trace().mean()).isCloseTo(35, within(1e-12));
        assertThat(all.trace().standardError()).isZero();
    }

    /** Known answer 5: each probe gives the trace exactly, so that it stops at the fewest probes that it trusts. */
    @Test
    void onADiagonalThereIsNoVariance() {
        Hutchinson.Result result = new Hutchinson(0.02, 200, 3, 0)
                .of(Matrices.operator(Matrices.diagonal(DIAGONAL)), FREE, ProgressListener.NONE);
        assertThat(result.trace().mean()).isEqualTo(35);
        assertThat(result.trace().standardError()).isZero();
        assertThat(result.probes()).isEqualTo(10);
        assertThat(result.parameters().get("w1").mean()).isEqualTo(10);
        assertThat(result.parameters().get("b1").mean()).isEqualTo(1);
        assertThat(result.parameters().get("w2").mean()).isEqualTo(15);
        assertThat(result.parameters().get("b2").standardError()).isZero();
    }

    /** Off the diagonal the variance of a probe is 2·Σᵢ≠ⱼHᵢⱼ²: the reported error within 10 % at 2000 probes. */
    @Test
    void theStandardErrorIsThatOfTheTheory() {
        double[][] matrix = Matrices.rotated(4, DIAGONAL);
        double variance = 0;
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                variance += i == j ? 0 : 2 * matrix[i][j] * matrix[i][j];
            }
        }
        Hutchinson.Result result =
                new Hutchinson(1e-9, 2000, 0, 0).of(Matrices.operator(matrix), FREE, ProgressListener.NONE);
        double error = Math.sqrt(variance / 2000);
        assertThat(result.trace().standardError() / error).isCloseTo(1, within(0.1));
        assertThat(result.trace().mean()).isCloseTo(35, within(4 * error));
    }

    @Test
    void itStopsAsSoonAsTheErrorIsSmallEnough() {
        Hutchinson.Result result = new Hutchinson(0.1, 2000, 0, 0)
                .of(Matrices.operator(Matrices.rotated(4, DIAGONAL)), FREE, ProgressListener.NONE);
        assertThat(result.probes()).isBetween(11, 1999);
        assertThat(result.trace().standardError())
                .isLessThanOrEqualTo(0.1 * result.trace().mean());
    }
}
