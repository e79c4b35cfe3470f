package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.curvature.ConstructedPoint.Term;
import io.orograph.curvature.CriticalPointVerdict.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points whose kind follows from how they are made, each of 40 samples unless said. */
final class CriticalPointVerdictTest {

    private static final Term BOWL = Term.quadratic(1);
    private static final Term DOME = Term.quadratic(-2);
    private static final Term FLAT = Term.quadratic(0);

    private static Kind kind(ConstructedPoint point) {
        return point.verdict().kind();
    }

    static Stream<Arguments> points() {
        return Stream.of(
                point(
                        "a bowl's bottom",
                        Kind.MINIMUM,
                        ConstructedPoint.of(BOWL, BOWL).at(0, 0)),
                point(
                        "the saddle 1, −2 at 0",
                        Kind.SADDLE,
                        ConstructedPoint.of(BOWL, DOME).at(0, 0)),
                point(
                        "a dome's top",
                        Kind.MAXIMUM,
                        ConstructedPoint.of(DOME, DOME).at(0, 0)),
                point(
                        "nothing depends on θ",
                        Kind.PLATEAU,
                        ConstructedPoint.of(FLAT, FLAT).at(3, 4)),
                point(
                        "a bowl with a flat direction",
                        Kind.MINIMUM,
                        ConstructedPoint.of(BOWL, FLAT).at(0, 4)),
                point(
                        "a slope",
                        Kind.NOT_CRITICAL,
                        ConstructedPoint.of(BOWL, BOWL).at(1, 1)),
                point(
                        "a slope beside a dome",
                        Kind.NOT_CRITICAL,
                        ConstructedPoint.of(BOWL, DOME).at(1, 0.5)),
                point(
                        "x⁴ + y⁴",
                        Kind.MINIMUM,
                        ConstructedPoint.of(Term.power(4, 1), Term.power(4, 1)).at(0, 0)),
                point(
                        "x² − y⁴",
                        Kind.SADDLE,
                        ConstructedPoint.of(BOWL, Term.power(4, -1)).at(0, 0)),
                point(
                        "x² + y³",
                        Kind.SADDLE,
                        ConstructedPoint.of(BOWL, Term.power(3, 1)).at(0, 0)),
                point(
                        "a double well's bottom",
                        Kind.MINIMUM,
                        ConstructedPoint.of(BOWL, Term.well()).at(0, 1)),
                point(
                        "a double well's ridge",
                        Kind.SADDLE,
                        ConstructedPoint.of(BOWL, Term.well()).at(0, 0)),
                point(
                        "a kink that bends down only within 10⁻⁵",
                        Kind.MINIMUM,
                        ConstructedPoint.of(BOWL, Term.dimple()).at(0, 0)),
                point("the least squares of noisy data", Kind.MINIMUM, ConstructedPoint.regression(0.7)),
                point("least squares off by one", Kind.NOT_CRITICAL, ConstructedPoint.regression(1.7)),
                point("separable classes", Kind.NOT_CRITICAL, ConstructedPoint.separable(1)),
                point("separable classes, far out", Kind.NOT_CRITICAL, ConstructedPoint.separable(8)));
    }

    private static Arguments point(String name, Kind kind, ConstructedPoint point) {
        return Arguments.of(name, kind, point);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void saysWhatThePointIs(String name, Kind kind, ConstructedPoint point) {
        assertThat(point.verdict().kind()).as(point.verdict().toString()).isEqualTo(kind);
    }

    /** An offset of 100 leaves 10⁻¹⁴ of the loss, which is less than any change here. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void keepsItsVerdictWhateverTheOffsetAndUnitOfTheLoss(String name, Kind kind, ConstructedPoint point) {
        for (double factor : new double[] {1e-6, 1, 1e6}) {
            ConstructedPoint other = point.scaled(factor, factor * (name.contains("far out") ? 0 : 100));
            if (name.contains("10⁻⁵") || name.contains("⁴")) {
                other = point.scaled(factor, 0);
            }
            assertThat(kind(other)).as(other.verdict().toString()).isEqualTo(kind);
        }
    }

    /**
     * L = ½(x² + y²/c), 20 up the flat side of the valley: 200/c above the bottom, which is more than the spread of the
     * samples allows for every c, and more than 1 % of the rise of about 2 across the valley at h = 0.1 only for c below
     * 10⁴. Beyond, the two criteria disagree.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e2, 1e4, 1e6, 1e8})
    void isNotMisledByAValley(double condition) {
        ConstructedPoint valley = ConstructedPoint.of(BOWL, Term.quadratic(1 / condition));
        assertThat(kind(valley.at(0, 20))).isEqualTo(condition < 1e4 ? Kind.NOT_CRITICAL : Kind.UNDECIDED);
        assertThat(kind(valley.at(0, 0))).isEqualTo(Kind.MINIMUM);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-2, 1e-4, 1e-6})
    void findsASaddleOfAnyDepth(double depth) {
        CriticalPointVerdict verdict =
                ConstructedPoint.of(BOWL, Term.quadratic(-depth)).at(0, 0).verdict();
        assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(Kind.SADDLE);
        assertThat(verdict.negativeDirections()).isEqualTo(1);
        assertThat(verdict.words()).doesNotContain("no direction");
    }

    @Test
    void fewSamplesAreJudgedByRounding() {
        ConstructedPoint few = ConstructedPoint.of(BOWL, DOME).samples(3);
        assertThat(kind(few.at(0, 0))).isEqualTo(Kind.SADDLE);
        assertThat(few.at(0, 0).verdict().evidence().get(0)).contains("rounding: 3 samples are too few");
    }

    /** Lowered by 5·10⁻⁷: more than rounding, and less than 1 % of the rise of ½ at h = 0.1, θ = 10. */
    @Test
    void theTwoCriteriaMayDisagree() {
        CriticalPointVerdict verdict =
                ConstructedPoint.of(BOWL, FLAT).samples(4).at(1e-3, 10).verdict();
        assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(Kind.UNDECIDED);
        assertThat(verdict.words()).startsWith("undecided: ");
    }

    @Test
    void saysWhereANegativeEigenvalueHoldsOnly() {
        CriticalPointVerdict verdict =
                ConstructedPoint.of(BOWL, Term.dimple()).at(0, 0).verdict();
        assertThat(verdict.evidence())
                .anyMatch(line -> line.contains("bends down only within h = 10⁻⁵; at h = 0.01 the loss rises"));
    }

    /** As everywhere in reports and windows: no hyphen for a minus, no e for a power of ten. */
    @Test
    void negativeNumbersHaveATrueMinus() {
        CriticalPointVerdict verdict =
                ConstructedPoint.of(BOWL, Term.dimple()).at(0, 0).verdict();
        assertThat(verdict.evidence())
                .anyMatch(line -> line.startsWith("along λ = −"))
                .noneMatch(line -> line.matches(".*[ (]-\\d.*") || line.matches(".*\\de[-+]?\\d.*"));
    }
}
