package io.orograph.ui.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.LargestIncrease;
import io.orograph.sharpness.PlaneCurvature;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sentences say what was measured and no more. */
class SharpnessSentencesTest {

    private static GaussianIncrease.Result noise(double mean, double error, double loss, boolean relative) {
        return new GaussianIncrease.Result(mean, error, loss, new GaussianIncrease(0.01, 20, 0, relative));
    }

    private static SharpnessModel.PlaneReading plane(double larger, double smaller, double slope, double spread) {
        return new SharpnessModel.PlaneReading(
                Optional.of(new PlaneCurvature(larger, smaller, 0, slope, 0, 2)),
                0.5,
                new LargestIncrease(1, 0, 0),
                0.1,
                List.of(),
                spread,
                true,
                "θ₀",
                true);
    }

    private static String shape(double larger, double smaller, double slope) {
        return SharpnessSentences.describe(null, plane(larger, smaller, slope, 1));
    }

    @Test
    void nothingYet() {
        assertThat(SharpnessSentences.describe(null, null)).contains("once they are measured");
    }

    @Test
    void noise() {
        assertThat(SharpnessSentences.describe(noise(0.02, 0.001, 0.1, false), null))
                .isEqualTo("Noise of σ = 0.01 on every weight raises the loss by 0.02 on average, 20 % of what it is "
                        + "at θ₀.");
        assertThat(SharpnessSentences.describe(noise(-0.02, 0.001, 0.1, true), null))
                .startsWith("Noise of 0.01 times each filter's own size lowers the loss by 0.02");
    }

    @Test
    void noiseThatIsNotClear() {
        assertThat(SharpnessSentences.describe(noise(0.02, 0.02, 0.1, false), null))
                .contains("not change the loss by more than");
        assertThat(SharpnessSentences.describe(noise(Double.NaN, Double.NaN, 0.1, false), null))
                .contains("no longer finite");
        // Without a loss there is no share of it.
        assertThat(SharpnessSentences.describe(noise(0.02, 0.001, 0, false), null))
                .doesNotContain("%");
    }

    @Test
    void shapes() {
        assertThat(shape(2, 1.9, 0)).contains("a bowl that is about round").doesNotContain("lowest");
        assertThat(shape(20, 2, 0)).contains("10 times as steep");
        assertThat(shape(2, -1, 0)).contains("a saddle of this plane");
        assertThat(shape(-1, -2, 0)).contains("falls away");
        assertThat(shape(0, 0, 0)).contains("a plateau");
        assertThat(shape(2, 1e-6, 0)).contains("a valley through θ₀");
        assertThat(shape(2, -1e-6, 0)).contains("a valley through θ₀").doesNotContain("saddle");
        assertThat(shape(2, 2, 1))
                .contains("falls from θ₀ to one side")
                .contains("a bowl that is about round, whose lowest point is not θ₀ itself.")
                .doesNotContain("on all sides");
    }

    @Test
    void aLossThatNeverChangesHasNoShapeWhateverItsRounding() {
        assertThat(SharpnessSentences.describe(null, plane(-1e-17, -2e-17, 1e-16, 0)))
                .isEqualTo("In this plane the loss does not change.");
    }

    @Test
    void aNetworkWhoseOwnLossIsNotFiniteIsNotBrokenByNoise() {
        assertThat(SharpnessSentences.describe(noise(Double.NaN, Double.NaN, Double.NaN, false), null))
                .isEqualTo("The loss of the network itself is not finite on these data.");
    }

    @Test
    void bothTogether() {
        assertThat(SharpnessSentences.describe(noise(0.02, 0.001, 0.1, false), plane(2, 2, 0, 1)))
                .contains("Noise of")
                .contains("a bowl");
    }
}
