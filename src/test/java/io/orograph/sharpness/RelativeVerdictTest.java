package io.orograph.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.sharpness.RelativeVerdict.Kind;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelativeVerdictTest {

    private static final SharpnessMeasure BALL = new AdaptiveBallAscent(0.5, 20, 3, 0);
    private static final SharpnessMeasure TRACE = new AdaptiveTrace(64, 0);

    /** Votes, and is larger where it is flatter. */
    private record Width() implements SharpnessMeasure {

        @Override
        public Definition definition() {
            return new Definition("width", "width", "", "");
        }

        @Override
        public Set<Rescaling> invariances() {
            return Set.of(Rescaling.UNITS);
        }

        @Override
        public boolean votes() {
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

    /** A value on five groups, each of which moves the mean by its noise: the jackknife's error is sd(noise)/√5. */
    private static Measurement sampled(double value, double... noise) {
        double[] groups = Arrays.stream(noise).map(x -> value + x).toArray();
        int[] sizes = new int[groups.length];
        Arrays.fill(sizes, 10);
        double mean = Replicates.mean(groups, sizes);
        return new Measurement(
                mean, Double.NaN, "", new Replicates(Replicates.withoutEach(groups, sizes), List.of()), Double.NaN);
    }

    private static Map<SharpnessMeasure, Measurement> values(Measurement ball, Measurement trace) {
        Map<SharpnessMeasure, Measurement> values = new LinkedHashMap<>();
        values.put(BALL, ball);
        values.put(TRACE, trace);
        return values;
    }

    private static RelativeVerdict compare(
            Map<SharpnessMeasure, Measurement> own, Map<SharpnessMeasure, Measurement> other) {
        return RelativeVerdict.of(own, other, "b.onnx", 50);
    }

    private static Measurement of(double value) {
        return sampled(value, -0.2, 0.2, 0, -0.1, 0.1);
    }

    /** Noise that both models share cancels; the rest is sd(0.02, −0.02, 0, 0.01, −0.01)/√5 = 0.00707. */
    @Test
    void differencesArePaired() {
        PairedDifference difference = PairedDifference.of(sampled(2, -0.18, 0.18, 0, -0.09, 0.09), of(1));
        assertThat(difference.value()).isCloseTo(1, within(1e-12));
        assertThat(of(1).sampleError()).isCloseTo(0.0707107, within(1e-6));
        assertThat(difference.error()).isCloseTo(0.00707107, within(1e-7));
        // Student's t for 4 degrees of freedom.
        assertThat(difference.high() - difference.value()).isCloseTo(2.776445 * 0.00707107, within(1e-7));
    }

    @Test
    void sharperIfOneSaysSoAndNoneTheOpposite() {
        RelativeVerdict verdict = compare(values(of(2), of(3)), values(sampled(1, 0, 0.1, 0, -0.1, 0), of(1)));
        assertThat(verdict.kind()).isEqualTo(Kind.SHARPER);
        assertThat(verdict.words()).isEqualTo("sharper than b.onnx on these 50 samples, by 2 voting measures");
        RelativeVerdict one = compare(values(of(2), sampled(1, 0.4, -0.4, 0, 0.3, -0.3)), values(of(1), of(1.01)));
        assertThat(one.words()).isEqualTo("sharper than b.onnx on these 50 samples, by 1 of 2 voting measures");
        assertThat(compare(values(of(1), of(1)), values(of(2), of(3))).words())
                .startsWith("flatter than b.onnx on these 50 samples");
    }

    @Test
    void noClaimWhereMeasuresDisagree() {
        RelativeVerdict verdict = compare(values(of(2), of(1)), values(of(1), of(2)));
        assertThat(verdict.kind()).isEqualTo(Kind.NOT_TOLD_APART);
        assertThat(verdict.words()).isEqualTo("not told apart on these 50 samples from b.onnx; the measures disagree");
    }

    /** 0.1 apart with an error of 0.14: (2.24 + 0.84)²·0.02/0.01 = 19 times as many are needed, for two measures. */
    @Test
    void saysHowManySamplesAreNeeded() {
        Measurement noisy = sampled(1.1, 0.2, -0.2, 0, 0.1, -0.1);
        RelativeVerdict verdict = compare(values(noisy, of(1)), values(of(1), of(1)));
        assertThat(verdict.words())
                .isEqualTo("not told apart on these 50 samples from b.onnx; about 960 samples would be needed to tell a"
                        + " difference of the size found");
    }

    /** An interval of p = 0.03 excludes 0, but of two measures one may by chance: 2·0.03 > 0.05. */
    @Test
    void correctsForTheNumberOfMeasures() {
        Measurement near = sampled(1.215, 0.2, -0.2, 0, 0.1, -0.1);
        Map<SharpnessMeasure, Measurement> own = values(near, of(1));
        RelativeVerdict verdict = compare(own, values(sampled(1, 0, 0, 0, 0, 0), of(1)));
        MeasureVote vote = verdict.votes().get(0);
        assertThat(vote.difference().side()).isEqualTo(1);
        assertThat(vote.difference().p()).isBetween(0.025, 0.05);
        assertThat(vote.adjusted()).isCloseTo(2 * vote.difference().p(), within(1e-12));
        assertThat(vote.words()).endsWith("not told apart once corrected for several measures");
        assertThat(verdict.kind()).isEqualTo(Kind.NOT_TOLD_APART);
    }

    @Test
    void whatTwiceTheEffortTurnsDoesNotCount() {
        Measurement turned = new Measurement(2, Double.NaN, "", of(2).replicates(), 2.1);
        Measurement other = new Measurement(1, Double.NaN, "", of(1).replicates(), 2.2);
        RelativeVerdict verdict = compare(Map.of(BALL, turned), Map.of(BALL, other));
        assertThat(verdict.kind()).isEqualTo(Kind.NOT_TOLD_APART);
        assertThat(verdict.evidence().get(0)).contains("twice the steps and starts turn the order, to 2.1 against 2.2");
        assertThat(verdict.words()).contains("more steps and starts would be needed");
    }

    @Test
    void measuresThatDoNotVoteSayNothing() {
        SharpnessMeasure trace = new HessianTrace();
        RelativeVerdict verdict = compare(Map.of(trace, of(100)), Map.of(trace, of(1)));
        assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(verdict.evidence()).isEmpty();
        assertThat(SharpnessMeasures.all(0))
                .filteredOn(SharpnessMeasure::votes)
                .allMatch(measure -> measure.invariances().contains(Rescaling.UNITS))
                .extracting(SharpnessMeasure::label)
                .containsExactly("adaptive-ball", "adaptive-trace");
    }

    @Test
    void noClaimWithoutTheErrorOfTheSample() {
        Map<SharpnessMeasure, Measurement> own = Map.of(TRACE, Measurement.exact(2));
        RelativeVerdict verdict = compare(own, Map.of(TRACE, Measurement.exact(1)));
        assertThat(verdict.kind()).isEqualTo(Kind.NOT_TOLD_APART);
        assertThat(verdict.evidence().get(0)).endsWith("the error of the sample is not known");
    }

    @Test
    void whatOnlyOneHasOrIsNotFiniteDoesNotCount() {
        Map<SharpnessMeasure, Measurement> own = values(Measurement.exact(Double.NaN), of(2));
        assertThat(compare(own, values(of(1), of(1))).evidence()).hasSize(1);
        assertThat(compare(own, Map.of()).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void noNumberOfSamplesTellsTheSameFromTheSame() {
        RelativeVerdict verdict = compare(values(of(1), of(2)), values(of(1), of(2)));
        assertThat(verdict.words())
                .isEqualTo("not told apart on these 50 samples from b.onnx; there is no difference that more samples"
                        + " could show");
    }

    @Test
    void aMeasureThatIsLargerWhereItIsFlatterCountsTheOtherWay() {
        Map<SharpnessMeasure, Measurement> wide = Map.of(new Width(), of(2));
        Map<SharpnessMeasure, Measurement> narrow = Map.of(new Width(), of(1));
        assertThat(compare(wide, narrow).kind()).isEqualTo(Kind.FLATTER);
        assertThat(SharpnessMeasures.all(0))
                .filteredOn(measure -> !measure.isLargerSharper())
                .extracting(SharpnessMeasure::label)
                .containsExactly("pac-bayes-sigma");
    }
}
