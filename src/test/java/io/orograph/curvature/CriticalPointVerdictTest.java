package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.curvature.CriticalPointVerdict.Kind;
import io.orograph.curvature.CriticalPointVerdict.Measured;
import org.junit.jupiter.api.Test;

/** Points of quadratics whose kind is known from how they are made: loss 1, ‖θ‖ = 10. */
final class CriticalPointVerdictTest {

    private static CriticalPointVerdict verdict(double gradient, double noise, double... eigenvalues) {
        Lanczos.Result found = new Lanczos(2, 3, 1e-9, 100, 0)
                .of(Matrices.operator(Matrices.rotated(1, eigenvalues)), Lanczos.Listener.NONE);
        return CriticalPointVerdict.of(new Measured(1, 10, gradient, noise, found, Double.NaN));
    }

    @Test
    void minimum() {
        CriticalPointVerdict verdict = verdict(1e-3, 1e-3, 5, 2, 1, 0.5, 0.1);
        assertThat(verdict.kind()).isEqualTo(Kind.MINIMUM);
        assertThat(verdict.words()).startsWith("minimum: no negative curvature was found");
        assertThat(verdict.evidence().get(0)).contains("gradient norm 0.00100, its noise over batches 0.0010");
    }

    /** A gradient at the level of its noise says nothing, whatever its size. */
    @Test
    void aGradientWithinItsNoiseIsNoSlope() {
        assertThat(verdict(0.5, 0.4, 5, 2, 1, 0.5, 0.1).kind()).isEqualTo(Kind.MINIMUM);
        assertThat(verdict(0.5, 0.1, 5, 2, 1, 0.5, 0.1).kind()).isEqualTo(Kind.NOT_CRITICAL);
    }

    @Test
    void saddle() {
        CriticalPointVerdict verdict = verdict(1e-3, 1e-3, 5, 2, 1, -0.5, -1);
        assertThat(verdict.kind()).isEqualTo(Kind.SADDLE);
        assertThat(verdict.negativeDirections()).isEqualTo(2);
        assertThat(verdict.words())
                .isEqualTo("saddle: 2 negative directions found, the steepest 0.20 of the largest curvature");
    }

    @Test
    void maximum() {
        assertThat(verdict(1e-3, 1e-3, -5, -2, -1, -0.5, -1).kind()).isEqualTo(Kind.MAXIMUM);
    }

    @Test
    void plateau() {
        assertThat(verdict(1e-5, 1e-9, 1e-4, 1e-5, -1e-5, 0, 0).kind()).isEqualTo(Kind.PLATEAU);
        assertThat(verdict(0, 0, 0, 0, 0, 0, 0).kind()).isEqualTo(Kind.PLATEAU);
    }

    @Test
    void slope() {
        CriticalPointVerdict verdict = verdict(2, 0.1, 5, 2, 1, -0.5, -1);
        assertThat(verdict.kind()).isEqualTo(Kind.NOT_CRITICAL);
        assertThat(verdict.words()).contains("still descending along −∇L");
    }

    /** The exact minimum of an interpolating model: gradient and noise are rounding, and their ratio means nothing. */
    @Test
    void roundingIsNoSlope() {
        assertThat(verdict(1e-14, 1e-16, 5, 2, 1, 0.5, 0.1).kind()).isEqualTo(Kind.MINIMUM);
    }

    @Test
    void aSingleSampleHasNoNoiseAndASentenceSaysSo() {
        CriticalPointVerdict verdict = verdict(2, Double.NaN, 5, 2, 1, 0.5, 0.1);
        assertThat(verdict.kind()).isEqualTo(Kind.NOT_CRITICAL);
        assertThat(verdict.evidence().get(0)).contains("a single sample shows no noise");
        assertThat(verdict.evidence()).noneMatch(sentence -> sentence.contains("NaN"));
    }
}
