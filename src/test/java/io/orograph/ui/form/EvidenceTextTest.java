package io.orograph.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceTextTest {

    @Test
    void setsMinusSignsAndPowersOfTen() {
        assertThat(EvidenceText.typeset("largest 0.8165 (residual 3e-10), smallest -0.004897 (residual 3e-08)"))
                .isEqualTo("largest 0.8165 (residual 3×10⁻¹⁰), smallest −0.004897 (residual 3×10⁻⁸)");
        assertThat(EvidenceText.typeset("a step of 1/λmax along −∇L would lower a quadratic by -2.5e+06"))
                .isEqualTo("a step of 1/λmax along −∇L would lower a quadratic by −2.5×10⁶");
    }

    @Test
    void leavesOtherTextAlone() {
        String plain = "gradient norm 0.0140, its noise over batches 0.017";
        assertThat(EvidenceText.typeset(plain)).isEqualTo(plain);
    }
}
