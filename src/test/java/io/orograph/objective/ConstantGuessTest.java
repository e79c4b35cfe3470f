package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The least loss of a constant, in closed form and against constants beside it. */
final class ConstantGuessTest {

    private static final OutputLayout ONE = new OutputLayout(1, 1);

    private static double of(LossKind kind, OutputLayout layout, double... targets) {
        return kind.loss().constantGuess(targets, layout);
    }

    @Test
    void ofClassesItIsTheEntropyOfTheirShares() {
        double right = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
        assertThat(of(LossKind.CROSS_ENTROPY, new OutputLayout(3, 1), 0, 0, 2, 0))
                .isCloseTo(right, within(1e-15));
        assertThat(of(LossKind.NLL, new OutputLayout(3, 2), 0, 0, 2, 0)).isCloseTo(right, within(1e-15));
        // [samples, channels, positions]: two samples of two classes at one place.
        assertThat(of(LossKind.SOFT_CROSS_ENTROPY, new OutputLayout(2, 1), 1, 0, 0.5, 0.5))
                .isCloseTo(right, within(1e-15));
    }

    @Test
    void ofNumbersItIsTheirSpreadOutputByOutput() {
        // Two outputs: 0, 2, 4 with variance 8/3, and 5 three times.
        double[] targets = {0, 5, 2, 5, 4, 5};
        assertThat(of(LossKind.MSE, new OutputLayout(2, 1), targets)).isCloseTo(8.0 / 6, within(1e-15));
        assertThat(of(LossKind.MAE, new OutputLayout(2, 1), targets)).isCloseTo(4.0 / 6, within(1e-15));
        double share = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
        assertThat(of(LossKind.BCE, ONE, 1, 0, 0, 0)).isCloseTo(share, within(1e-12));
        assertThat(of(LossKind.BCE_LOGITS, ONE, 1, 0, 0, 0)).isCloseTo(share, within(1e-12));
        assertThat(of(LossKind.BCE_LOGITS, ONE, 1, 1)).isZero();
    }

    /** No logit gives less: the loss of a thousand constants beside it. */
    @Test
    void noConstantIsBetter() {
        double[] targets = {1, 0, 1, 1, 0};
        double least = of(LossKind.BCE_LOGITS, ONE, targets);
        for (double logit = -5; logit <= 5; logit += 0.01) {
            double mean = 0;
            for (int i = 0; i < targets.length; i++) {
                mean += LossKind.BCE_LOGITS.loss().loss(new double[] {logit}, 0, ONE, targets, i) / targets.length;
            }
            assertThat(mean).isGreaterThanOrEqualTo(least - 1e-12);
        }
    }
}
