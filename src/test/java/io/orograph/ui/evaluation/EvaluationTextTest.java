package io.orograph.ui.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTextTest {

    @ParameterizedTest
    @CsvSource({
        "NaN,working out the time left",
        "0.2,under 1 s left",
        "12.4,12 s left",
        "89,89 s left",
        "300,5 min left",
        "54600,15 h 10 min left",
        "273600,3 days 4 h left"
    })
    void theTimeLeft(double seconds, String text) {
        assertThat(EvaluationText.running(3, 1681, seconds, 2))
                .isEqualTo("Evaluating: 3 of 1,681 cells · " + text + " · 2 workers");
    }

    @Test
    void theEnd() {
        assertThat(EvaluationText.finished(new EvaluationText.Effort(1681, 0, 2.5, 1), ""))
                .isEqualTo("1,681 cells in 2.50 s · 1 worker");
        assertThat(EvaluationText.finished(new EvaluationText.Effort(1681, 0, 2.5, 1), "it is known"))
                .endsWith(" · 1 worker · it is known");
        assertThat(EvaluationText.cancelled(12, 1681, true)).isEqualTo("Cancelled after 12 of 1,681 cells");
        assertThat(EvaluationText.cancelled(12, 1681, false))
                .isEqualTo("Cancelled after 12 of 1,681 cells; what was shown stays");
    }

    @Test
    void saysHowManyCellsWereKnown() {
        assertThat(EvaluationText.finished(new EvaluationText.Effort(6561, 1681, 1.5, 2), ""))
                .isEqualTo("1,681 of 6,561 cells were known, the others took 1.50 s · 2 workers");
        assertThat(EvaluationText.finished(new EvaluationText.Effort(1681, 1681, 0, 2), "it is known"))
                .isEqualTo("All 1,681 cells were known · it is known");
    }

    @Test
    void theFirstLook() {
        assertThat(EvaluationText.firstLook(12, 1681, 200, Double.NaN))
                .isEqualTo("A first look on 200 samples: 12 of 1,681 cells");
        assertThat(EvaluationText.firstLook(0, 1681, 200, 54_000))
                .isEqualTo("A first look on 200 samples: 0 of 1,681 cells · 15 h 00 min left in all");
        assertThat(EvaluationText.cancelledAtFirstLook(200)).isEqualTo("Cancelled after a first look on 200 samples");
    }
}
