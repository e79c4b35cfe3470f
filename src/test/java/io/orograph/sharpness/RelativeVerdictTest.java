package io.orograph.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.sharpness.RelativeVerdict.Kind;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.task.ProgressListener;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelativeVerdictTest {

    private static final SharpnessMeasure ASAM = new AdaptiveSamIncrease(AdaptiveSamIncrease.DEFAULT_RHO);
    private static final SharpnessMeasure FLATNESS = new RelativeFlatness(true);
    private static final SharpnessMeasure TRACE = new HessianTrace();

    /** Scale-free, and larger where it is flatter. */
    private record Width() implements SharpnessMeasure {

        @Override
        public Definition definition() {
            return new Definition("width", "width", "", "");
        }

        @Override
        public boolean isScaleFree() {
            return true;
        }

        @Override
        public boolean isLargerSharper() {
            return false;
        }

        @Override
        public Measurement measure(MeasuredPoint point, ProgressListener progress) {
            throw new UnsupportedOperationException();
        }
    }

    private static Map<SharpnessMeasure, Measurement> values(double asam, double flatness, double error) {
        Map<SharpnessMeasure, Measurement> values = new LinkedHashMap<>();
        values.put(ASAM, Measurement.exact(asam));
        values.put(FLATNESS, new Measurement(flatness, error, ""));
        return values;
    }

    private static RelativeVerdict compare(
            Map<SharpnessMeasure, Measurement> own, Map<SharpnessMeasure, Measurement> other) {
        return RelativeVerdict.of(own, other, "b.onnx");
    }

    @Test
    void sharperIfAllThatDifferSaySo() {
        RelativeVerdict verdict = compare(values(2, 3, 0.1), values(1, 1, 0.1));
        assertThat(verdict.kind()).isEqualTo(Kind.SHARPER);
        assertThat(verdict.words()).isEqualTo("sharper than b.onnx by 2 scale-free measures");
        assertThat(verdict.evidence())
                .containsExactly(
                        "asam: 2.00 against 1.00, sharper",
                        "relative-flatness-layers: 3.00 ± 0.1 against 1.00 ± 0.1, sharper");
        assertThat(compare(values(1, 1, 0.1), values(2, 3, 0.1)).words())
                .isEqualTo("flatter than b.onnx by 2 scale-free measures");
    }

    /** Apart by 1, with a standard error of the difference of √(0.36 + 0.36) = 0.85: below two of those. */
    @Test
    void whatLiesWithinTheErrorsIsNoDifference() {
        RelativeVerdict verdict = compare(values(2, 3, 0.6), values(1, 2, 0.6));
        assertThat(verdict.words()).isEqualTo("sharper than b.onnx by 1 of 2 scale-free measures");
        assertThat(compare(values(1, 3, 0.6), values(1.005, 2, 0.6)).kind()).isEqualTo(Kind.ALIKE);
        // Without the error of one of them it is above: 2·0.3 < 1.
        assertThat(compare(values(1, 3, 0.3), values(1, 2, 0)).kind()).isEqualTo(Kind.SHARPER);
    }

    @Test
    void noClaimWhereMeasuresDisagree() {
        assertThat(compare(values(2, 1, 0), values(1, 2, 0)).kind()).isEqualTo(Kind.CONTRADICTORY);
    }

    @Test
    void scaledMeasuresSayNothing() {
        Map<SharpnessMeasure, Measurement> own = Map.of(TRACE, Measurement.exact(100));
        RelativeVerdict verdict = compare(own, Map.of(TRACE, Measurement.exact(1)));
        assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(verdict.evidence()).isEmpty();
    }

    @Test
    void whatOnlyOneHasOrIsNotFiniteDoesNotCount() {
        Map<SharpnessMeasure, Measurement> own = values(Double.NaN, 2, 0);
        assertThat(compare(own, values(1, 1, 0)).evidence()).hasSize(1);
        assertThat(compare(own, Map.of()).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aMeasureThatIsLargerWhereItIsFlatterCountsTheOtherWay() {
        Map<SharpnessMeasure, Measurement> wide = Map.of(new Width(), Measurement.exact(2));
        Map<SharpnessMeasure, Measurement> narrow = Map.of(new Width(), Measurement.exact(1));
        assertThat(compare(wide, narrow).kind()).isEqualTo(Kind.FLATTER);
        assertThat(SharpnessMeasures.all(0))
                .filteredOn(measure -> !measure.isLargerSharper())
                .extracting(SharpnessMeasure::label)
                .containsExactly("pac-bayes-sigma");
    }
}
