package io.orograph.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim is judged by what was found, whatever the lesson expects. */
class ClaimTest {

    private static Term noted(String name, double factor) {
        Arguments with = new Arguments(Map.of("name", name), Map.of());
        return new Term(factor, Optional.of(new Call<>(LessonQuantity.NOTED, with)));
    }

    private static Claim claim(Relation relation, double within) {
        return new Claim(
                noted("one", 1),
                relation,
                noted("other", 1),
                within,
                Map.of("double", noted("one", 2)),
                "{left} and {right}, {double}, {ratio%} and {difference}",
                "no: {left}");
    }

    private static Claim.Judgement judged(Claim claim, double one, double other) {
        return claim.judge(FixedFindings.noting(Map.of("one", one, "other", other)));
    }

    @ParameterizedTest
    @CsvSource({
        "ABOVE, 2, 1, HOLDS",
        "ABOVE, 1, 1, FAILS",
        "ABOVE, 1, 2, FAILS",
        "BELOW, 1, 2, HOLDS",
        "BELOW, 1, 1, FAILS",
        "BELOW, 2, 1, FAILS",
        "AT_LEAST, 1, 1, HOLDS",
        "AT_LEAST, 1, 2, FAILS",
        "AT_MOST, 1, 1, HOLDS",
        "AT_MOST, 2, 1, FAILS",
        "NEAR, 11, 10, HOLDS",
        "NEAR, 9, 10, HOLDS",
        "NEAR, 11.1, 10, FAILS",
        "NEAR, -9.5, -10, HOLDS",
        "NEAR, 9, -10, FAILS",
        "APART, 11, 10, FAILS",
        "APART, 11.1, 10, HOLDS",
        "ABOVE, Infinity, 3, HOLDS",
        "ABOVE, NaN, 3, UNKNOWN",
        "BELOW, 1, NaN, UNKNOWN",
    })
    void relations(Relation relation, double one, double other, Outcome outcome) {
        assertThat(judged(claim(relation, 0.1), one, other).outcome()).isEqualTo(outcome);
    }

    @Test
    void theSentenceHasTheNumbersThatWereFound() {
        Claim claim = claim(Relation.ABOVE, Double.NaN);
        assertThat(judged(claim, 0.75, 0.5).sentence()).isEqualTo("0.75 and 0.5, 1.5, 150\u00a0% and 0.25");
        assertThat(judged(claim, 12345, 10).sentence()).startsWith("12,345 and 10, 24,690, ");
        assertThat(judged(claim, Double.POSITIVE_INFINITY, 1).sentence()).startsWith("∞ and 1");
    }

    @Test
    void aFalseClaimSaysSo() {
        Claim.Judgement judgement = judged(claim(Relation.ABOVE, Double.NaN), 0.5, 0.75);
        assertThat(judgement.outcome()).isEqualTo(Outcome.FAILS);
        assertThat(judgement.sentence()).isEqualTo("no: 0.5");
    }

    @Test
    void whatWasNotFoundIsNotGuessed() {
        Claim.Judgement judgement = claim(Relation.ABOVE, Double.NaN).judge(FixedFindings.NOTHING);
        assertThat(judgement.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(judgement.sentence())
                .isEqualTo("This cannot be told here: there is no number that was noted (name one). "
                        + "Set the scene again, and answer then.");
    }
}
