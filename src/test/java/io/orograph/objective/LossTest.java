package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.choice.Named;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Each loss against hand-computed values, at its extremes, and its gradient against central differences. */
final class LossTest {

    private static final OutputLayout TWO = new OutputLayout(2, 1);
    private static final OutputLayout THREE = new OutputLayout(3, 1);
    private static final OutputLayout ONE = new OutputLayout(1, 1);
    private static final double INF = Double.POSITIVE_INFINITY;

    private static double loss(LossKind kind, OutputLayout layout, double[] outputs, double... targets) {
        return kind.loss().loss(outputs, 0, layout, targets, 0);
    }

    private static double accuracy(LossKind kind, OutputLayout layout, double[] outputs, double... targets) {
        return kind.loss().accuracy(outputs, 0, layout, targets, 0);
    }

    private static double[] gradient(LossKind kind, OutputLayout layout, double[] outputs, double... targets) {
        double[] gradient = new double[outputs.length];
        kind.loss().gradient(outputs, 0, layout, targets, 0, gradient);
        return gradient;
    }

    private static double[] of(double... values) {
        return values;
    }

    @Example
    void crossEntropyOfKnownLogits() {
        // softmax(log 1, log 2, log 5) = 1/8, 2/8, 5/8.
        double[] logits = {0, Math.log(2), Math.log(5)};

        assertThat(loss(LossKind.CROSS_ENTROPY, THREE, logits, 0)).isCloseTo(Math.log(8), within(1e-15));
        assertThat(loss(LossKind.CROSS_ENTROPY, THREE, logits, 1)).isCloseTo(Math.log(4), within(1e-15));
        assertThat(loss(LossKind.CROSS_ENTROPY, THREE, logits, 2)).isCloseTo(Math.log(1.6), within(1e-15));
        double[] gradient = gradient(LossKind.CROSS_ENTROPY, THREE, logits, 1);
        assertThat(gradient).containsExactly(of(0.125, -0.75, 0.625), within(1e-15));
    }

    @Example
    void softCrossEntropyOfKnownLogits() {
        // softmax = 1/8, 2/8, 5/8; −Σ p·log of it with p = 1/2, 1/4, 1/4.
        double[] logits = {0, Math.log(2), Math.log(5)};
        double[] soft = {0.5, 0.25, 0.25};
        double expected = 0.5 * Math.log(8) + 0.25 * Math.log(4) + 0.25 * Math.log(1.6);

        assertThat(loss(LossKind.SOFT_CROSS_ENTROPY, THREE, logits, soft)).isCloseTo(expected, within(1e-15));
        assertThat(gradient(LossKind.SOFT_CROSS_ENTROPY, THREE, logits, soft))
                .containsExactly(of(0.125 - 0.5, 0, 0.625 - 0.25), within(1e-15));
        assertThat(accuracy(LossKind.SOFT_CROSS_ENTROPY, THREE, logits, soft)).isZero();
        assertThat(accuracy(LossKind.SOFT_CROSS_ENTROPY, THREE, logits, 0.2, 0.2, 0.6))
                .isEqualTo(1);
        // One-hot rows are classes.
        assertThat(loss(LossKind.SOFT_CROSS_ENTROPY, THREE, logits, 0, 1, 0))
                .isCloseTo(loss(LossKind.CROSS_ENTROPY, THREE, logits, 1), within(1e-15));
    }

    @Example
    void softCrossEntropyOfWhatIsNotFinite() {
        assertThat(loss(LossKind.SOFT_CROSS_ENTROPY, TWO, of(Double.NaN, 0), 0, 1))
                .isNaN();
        assertThat(loss(LossKind.SOFT_CROSS_ENTROPY, TWO, of(-INF, 0), 0, 1)).isZero();
        assertThat(loss(LossKind.SOFT_CROSS_ENTROPY, TWO, of(-INF, 0), 0.5, 0.5))
                .isEqualTo(INF);
        // Two positions: [c0 p0, c0 p1, c1 p0, c1 p1].
        assertThat(loss(LossKind.SOFT_CROSS_ENTROPY, new OutputLayout(2, 2), of(0, 5, 0, 5), 1, 0.5, 0, 0.5))
                .isCloseTo(Math.log(2), within(1e-15));
    }

    @Example
    void crossEntropyIsExactAtBothEnds() {
        double far = loss(LossKind.CROSS_ENTROPY, TWO, of(1000, -1000), 1);
        double tiny = loss(LossKind.CROSS_ENTROPY, TWO, of(1000, 960), 0);
        double tie = loss(LossKind.CROSS_ENTROPY, TWO, of(1000, 1000), 0);

        assertThat(far).isEqualTo(2000);
        // log(1 + e⁻⁴⁰) = e⁻⁴⁰ to double precision: far below what 1000 could resolve by subtraction.
        assertThat(tiny).isCloseTo(Math.exp(-40), within(Math.exp(-40) * 1e-15));
        assertThat(tie).isEqualTo(Math.log(2));
        assertThat(loss(LossKind.CROSS_ENTROPY, TWO, of(1000, -1000), 0)).isZero();
        assertThat(gradient(LossKind.CROSS_ENTROPY, TWO, of(1000, -1000), 1)).containsExactly(1, -1);
    }

    @Example
    void crossEntropyOfWhatIsNotFinite() {
        assertThat(loss(LossKind.CROSS_ENTROPY, TWO, of(Double.NaN, 0), 1)).isNaN();
        assertThat(loss(LossKind.CROSS_ENTROPY, TWO, of(0, Double.NaN), 0)).isNaN();
        assertThat(loss(LossKind.CROSS_ENTROPY, TWO, of(INF, 0), 1)).isEqualTo(INF);
        assertThat(loss(LossKind.CROSS_ENTROPY, TWO, of(INF, 0), 0)).isNaN();
        assertThat(loss(LossKind.CROSS_ENTROPY, TWO, of(-INF, 0), 0)).isEqualTo(INF);
        assertThat(loss(LossKind.CROSS_ENTROPY, TWO, of(-INF, 0), 1)).isZero();
        assertThat(accuracy(LossKind.CROSS_ENTROPY, TWO, of(Double.NaN, 0), 1)).isZero();
        assertThat(accuracy(LossKind.CROSS_ENTROPY, TWO, of(Double.NaN, 0), 0)).isZero();
    }

    @Example
    void aMapOfClassesLiesChannelByChannel() {
        // Two channels over a map of three pixels: [c0 p0, c0 p1, c0 p2, c1 p0, c1 p1, c1 p2], after a sample of zeros.
        OutputLayout map = new OutputLayout(2, 3);
        double[] outputs = {0, 0, 0, 0, 0, 0, 3, 1, 2, 1, 4, 2};
        double[] targets = {0, 0, 0, 0, 1, 1};
        Loss loss = LossKind.CROSS_ENTROPY.loss();

        double expected = (Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(-3)) + Math.log(2)) / 3;
        assertThat(loss.loss(outputs, 6, map, targets, 3)).isCloseTo(expected, within(1e-15));
        // The last pixel is a tie, which the first channel wins.
        assertThat(loss.accuracy(outputs, 6, map, targets, 3)).isEqualTo(2 / 3.0);

        double[] gradient = new double[12];
        loss.gradient(outputs, 6, map, targets, 3, gradient);
        double p0 = 1 / (1 + Math.exp(-2));
        double p1 = 1 / (1 + Math.exp(3));
        double[] wanted = {0, 0, 0, 0, 0, 0, (p0 - 1) / 3, p1 / 3, 0.5 / 3, (1 - p0) / 3, -p1 / 3, -0.5 / 3};
        assertThat(gradient).containsExactly(wanted, within(1e-15));
    }

    @Example
    void negativeLogLikelihoodTakesLogProbabilitiesAsTheyAre() {
        double[] outputs = {Math.log(0.25), Math.log(0.75)};

        assertThat(loss(LossKind.NLL, TWO, outputs, 0)).isEqualTo(-Math.log(0.25));
        assertThat(loss(LossKind.NLL, TWO, of(-INF, 0), 0)).isEqualTo(INF);
        assertThat(loss(LossKind.NLL, TWO, of(-INF, 0), 1)).isZero();
        assertThat(gradient(LossKind.NLL, TWO, outputs, 1)).containsExactly(0, -1);
        assertThat(accuracy(LossKind.NLL, TWO, outputs, 1)).isEqualTo(1);
    }

    @Example
    void binaryCrossEntropyOfLogits() {
        double z = Math.log(3); // σ(z) = 3/4

        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(z), 1)).isCloseTo(Math.log(4 / 3.0), within(1e-15));
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(z), 0)).isCloseTo(Math.log(4), within(1e-15));
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(1000), 0)).isEqualTo(1000);
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(-1000), 1)).isEqualTo(1000);
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(1000), 1)).isZero();
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(-40), 0)).isCloseTo(Math.exp(-40), within(1e-32));
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(Double.NaN), 0)).isNaN();
        assertThat(gradient(LossKind.BCE_LOGITS, ONE, of(-1000), 1)).containsExactly(-1);
        assertThat(gradient(LossKind.BCE_LOGITS, ONE, of(z), 0)).containsExactly(of(0.75), within(1e-15));
        assertThat(accuracy(LossKind.BCE_LOGITS, ONE, of(0.1), 1)).isEqualTo(1);
        assertThat(accuracy(LossKind.BCE_LOGITS, ONE, of(-0.1), 1)).isZero();
        assertThat(accuracy(LossKind.BCE_LOGITS, ONE, of(Double.NaN), 0)).isZero();
    }

    @Example
    void infiniteLogitsOfBinaryCrossEntropyHaveTheirLimits() {
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(INF), 0)).isEqualTo(INF);
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(-INF), 1)).isEqualTo(INF);
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(INF), 1)).isZero();
        assertThat(loss(LossKind.BCE_LOGITS, ONE, of(-INF), 0)).isZero();
    }

    @Example
    void binaryCrossEntropyOfProbabilitiesIsBoundedAsInPyTorch() {
        assertThat(loss(LossKind.BCE, ONE, of(0.75), 1)).isEqualTo(-Math.log(0.75));
        assertThat(loss(LossKind.BCE, ONE, of(0.75), 0)).isEqualTo(-Math.log(0.25));
        assertThat(loss(LossKind.BCE, ONE, of(0), 1)).isEqualTo(100);
        assertThat(loss(LossKind.BCE, ONE, of(1), 0)).isEqualTo(100);
        assertThat(loss(LossKind.BCE, ONE, of(0), 0)).isZero();
        assertThat(loss(LossKind.BCE, ONE, of(1), 1)).isZero();
        assertThat(loss(LossKind.BCE, ONE, of(Double.NaN), 1)).isNaN();
        assertThat(loss(LossKind.BCE, ONE, of(1.5), 1)).isNaN();
        assertThat(accuracy(LossKind.BCE, ONE, of(0.6), 1)).isEqualTo(1);
        assertThat(accuracy(LossKind.BCE, ONE, of(0.4), 1)).isZero();
    }

    @Example
    void meanErrorsAverageOverTheOutputsOfASample() {
        assertThat(loss(LossKind.MSE, THREE, of(1, 2, 3), 0, 4, 3)).isEqualTo(5 / 3.0);
        assertThat(loss(LossKind.MAE, THREE, of(1, 2, 3), 0, 4, 3)).isEqualTo(1);
        assertThat(gradient(LossKind.MSE, THREE, of(1, 2, 3), 0, 4, 3)).containsExactly(2 / 3.0, -4 / 3.0, 0);
        assertThat(gradient(LossKind.MAE, THREE, of(1, 2, 3), 0, 4, 3)).containsExactly(1 / 3.0, -1 / 3.0, 0);
        assertThat(loss(LossKind.MSE, TWO, of(Double.NaN, 0), 0, 0)).isNaN();
        assertThat(loss(LossKind.MSE, TWO, of(INF, 0), 0, 0)).isEqualTo(INF);
        assertThat(accuracy(LossKind.MSE, TWO, of(0, 0), 0, 0)).isNaN();
    }

    @Property(tries = 200)
    void everyGradientIsTheDerivativeOfItsLoss(
            @ForAll("kinds") LossKind kind,
            @ForAll @IntRange(max = 1000) int seed,
            @ForAll @IntRange(min = 1, max = 3) int positions) {
        Random random = new Random(seed);
        OutputLayout layout = new OutputLayout(3, positions);
        boolean probabilities = kind == LossKind.BCE;
        double[] outputs = random.doubles(layout.size())
                .map(u -> probabilities ? 0.05 + 0.9 * u : 6 * u - 3)
                .toArray();
        double[] targets = targets(kind, layout, random);
        double[] gradient = gradient(kind, layout, outputs, targets);

        // The best step of a central difference, ∛ε: its error is below 1e-9 for losses of this smoothness.
        double step = 6e-6;
        for (int i = 0; i < outputs.length; i++) {
            double[] ahead = outputs.clone();
            double[] behind = outputs.clone();
            ahead[i] += step;
            behind[i] -= step;
            double slope = (loss(kind, layout, ahead, targets) - loss(kind, layout, behind, targets)) / (2 * step);
            assertThat(gradient[i]).as(kind + " " + i).isCloseTo(slope, within(1e-8 * (1 + Math.abs(slope))));
        }
    }

    @Provide
    static Arbitrary<LossKind> kinds() {
        return Arbitraries.of(LossKind.all());
    }

    private static double[] targets(LossKind kind, OutputLayout layout, Random random) {
        double[] targets = new double[kind.loss().hasClassTargets() ? layout.positions() : layout.size()];
        Arrays.setAll(targets, i -> switch (kind.label()) {
            case "cross-entropy", "nll" -> random.nextInt(layout.channels());
            // The gradient takes any weights of the classes, whatever their sum.
            case "soft-cross-entropy" -> random.nextDouble();
            case "bce", "bce-logits" -> random.nextInt(2);
            // Away from every output, so that no difference steps over the kink of |y − t|.
            case "output" -> 0;
            case "mse", "mae" -> 10 * random.nextInt(2) - 5;
            default -> throw new IllegalArgumentException("no targets for " + kind);
        });
        return targets;
    }

    /** The loss on logits is −log p of the probabilities, where those can be told from 0 and 1. */
    @Property(tries = 100)
    void logitsAndProbabilitiesAgree(@ForAll @DoubleRange(min = -10, max = 10) double z) {
        double p = 1 / (1 + Math.exp(-z));
        // Relative to the loss: 1 − p carries an error of 1e-16/(1 − p), at |z| = 10 1e-16·e¹⁰ = 2e-12.
        for (double target : new double[] {0, 1}) {
            double onLogits = loss(LossKind.BCE_LOGITS, ONE, of(z), target);
            assertThat(loss(LossKind.BCE, ONE, of(p), target)).isCloseTo(onLogits, within(1e-11 * onLogits));
            double twoClasses = loss(LossKind.CROSS_ENTROPY, TWO, of(0, z), target);
            assertThat(twoClasses).isCloseTo(onLogits, within(1e-14 * (1 + onLogits)));
        }
    }

    @Example
    void namesAreUniqueAndFound() {
        for (LossKind kind : LossKind.all()) {
            assertThat(Named.find(LossKind.all(), kind.loss().name())).contains(kind);
        }
        assertThat(Named.find(LossKind.all(), "hinge")).isEmpty();
        assertThat(Named.labels(LossKind.all()))
                .isEqualTo("cross-entropy, nll, soft-cross-entropy, bce, bce-logits, mse, mae, output");
    }
}
