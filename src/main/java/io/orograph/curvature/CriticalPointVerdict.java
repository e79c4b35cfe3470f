package io.orograph.curvature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The kind of critical point that the gradient and the extreme eigenvalues of the Hessian speak for. The verdict never
 * says more than that: eigenvalues between those found are not looked at, and the samples stand for all data only as
 * far as the noise of the gradient says.
 *
 * <p>In this order: a <em>plateau</em> if gradient and curvature together change the loss by less than a thousandth
 * over 1 % of the weights' norm; <em>not a critical point</em> if the gradient is more than twice its noise over
 * batches and a step of 1/λmax along it gains more than a ten-thousandth of the loss; else by the signs of the
 * eigenvalues, each counted only beyond its residual and 10⁻⁶ of the largest: a <em>saddle</em> if some are negative, a
 * <em>maximum</em> if none is positive, a <em>minimum</em> otherwise.
 *
 * @param kind what it looks like
 * @param negativeDirections how many negative eigenvalues were found; there may be more
 * @param words one sentence
 * @param evidence the numbers behind it, a sentence each
 */
public record CriticalPointVerdict(Kind kind, int negativeDirections, String words, List<String> evidence) {

    /** Kinds of points. */
    public enum Kind {
        MINIMUM,
        SADDLE,
        MAXIMUM,
        PLATEAU,
        NOT_CRITICAL
    }

    private static final double REACH = 0.01;
    private static final double PLATEAU_CHANGE = 1e-3;
    private static final double SMALLEST_CHANGE = 1e-12;
    private static final double NOISE_FACTOR = 2;
    private static final double GAIN = 1e-4;
    private static final double SIGN = 1e-6;

    /**
     * The measured values that a verdict rests on.
     *
     * @param loss L(θ)
     * @param weightNorm ‖θ‖ of the free parameters
     * @param gradientNorm ‖∇L(θ)‖
     * @param gradientNoise its standard error over batches; NaN if there is a single sample
     * @param eigenvalues the extreme ones
     * @param negativeMass share of the curvature that is negative, from {@link SpectralDensity}; NaN if not measured
     */
    public record Measured(
            double loss,
            double weightNorm,
            double gradientNorm,
            double gradientNoise,
            Lanczos.Result eigenvalues,
            double negativeMass) {

        /** Returns what was measured together with the share of negative curvature. */
        Measured with(double newNegativeMass) {
            return new Measured(loss, weightNorm, gradientNorm, gradientNoise, eigenvalues, newNegativeMass);
        }

        private Stream<Eigenpair> pairs() {
            return Stream.concat(eigenvalues.largest().stream(), eigenvalues.smallest().stream());
        }

        private double largestMagnitude() {
            return pairs().mapToDouble(pair -> Math.abs(pair.value())).max().orElse(0);
        }

        private double largest() {
            return pairs().mapToDouble(Eigenpair::value).max().orElse(0);
        }

        private double smallest() {
            return pairs().mapToDouble(Eigenpair::value).min().orElse(0);
        }

        /**
         * Counts the values of a sign once: the same one may have been found as one of the largest and of the smallest.
         */
        private int count(int sign) {
            double floor = SIGN * largestMagnitude();
            return (int) pairs().filter(pair -> sign * pair.value() > Math.max(pair.residual(), floor))
                    .mapToDouble(Eigenpair::value)
                    .distinct()
                    .count();
        }

        /**
         * Tells whether the smallest eigenvalues that were asked for are all negative, so that the next one may be too.
         */
        private boolean mayHaveMoreNegative() {
            return eigenvalues.smallest().stream().allMatch(pair -> pair.value() < 0);
        }

        /** Returns by how much a step of 1/λ along −∇L lowers a quadratic of curvature λ. */
        private double gain() {
            return gradientNorm * gradientNorm / (2 * Math.max(largestMagnitude(), Double.MIN_NORMAL));
        }

        private boolean isPlateau() {
            double reach = REACH * (weightNorm > 0 ? weightNorm : 1);
            double change = gradientNorm * reach + largestMagnitude() * reach * reach / 2;
            return change <= PLATEAU_CHANGE * Math.abs(loss) + SMALLEST_CHANGE;
        }

        private boolean isDescending() {
            boolean aboveNoise = Double.isNaN(gradientNoise) || gradientNorm > NOISE_FACTOR * gradientNoise;
            return aboveNoise && gain() > GAIN * Math.abs(loss) + SMALLEST_CHANGE;
        }
    }

    public CriticalPointVerdict {
        evidence = List.copyOf(evidence);
    }

    /** Judges the point by what was measured of it. */
    public static CriticalPointVerdict of(Measured measured) {
        int negative = measured.count(-1);
        int positive = measured.count(1);
        Kind kind = kind(measured, negative, positive);
        String words = switch (kind) {
            case PLATEAU ->
                "plateau: over 1 % of the weights' norm the loss changes by less than a thousandth of itself";
            case NOT_CRITICAL -> "not a critical point: still descending along −∇L";
            case SADDLE ->
                String.format(
                        Locale.ROOT,
                        "saddle: %s%d negative direction%s found, the steepest %.2g of the largest curvature",
                        measured.mayHaveMoreNegative() ? "at least " : "",
                        negative,
                        negative == 1 ? "" : "s",
                        Math.abs(measured.smallest() / measured.largest()));
            case MAXIMUM -> "maximum: no positive curvature was found";
            case MINIMUM -> "minimum: no negative curvature was found";
        };
        return new CriticalPointVerdict(kind, negative, words, evidence(measured));
    }

    private static Kind kind(Measured measured, int negative, int positive) {
        if (measured.isPlateau()) {
            return Kind.PLATEAU;
        }
        if (measured.isDescending()) {
            return Kind.NOT_CRITICAL;
        }
        if (negative == 0) {
            return Kind.MINIMUM;
        }
        return positive == 0 ? Kind.MAXIMUM : Kind.SADDLE;
    }

    private static List<String> evidence(Measured measured) {
        List<String> evidence = new ArrayList<>();
        evidence.add(
                Double.isNaN(measured.gradientNoise)
                        ? text(
                                "gradient norm %.3g; a single sample shows no noise to compare it with",
                                measured.gradientNorm)
                        : text(
                                "gradient norm %.3g, its noise over batches %.2g",
                                measured.gradientNorm, measured.gradientNoise));
        evidence.add(text(
                "a step of 1/λmax along −∇L would lower a quadratic by %.2g (loss %.4g)",
                measured.gain(), measured.loss));
        Eigenpair high = measured.pairs()
                .max(java.util.Comparator.comparingDouble(Eigenpair::value))
                .orElseThrow();
        Eigenpair low = measured.pairs()
                .min(java.util.Comparator.comparingDouble(Eigenpair::value))
                .orElseThrow();
        evidence.add(text(
                "largest eigenvalue %.4g (residual %.1g), smallest %.4g (residual %.1g)",
                high.value(), high.residual(), low.value(), low.residual()));
        if (!measured.eigenvalues.converged()) {
            evidence.add(
                    "the eigenvalues did not reach the wanted tolerance; their residuals say how far they may be off");
        }
        if (!Double.isNaN(measured.negativeMass)) {
            evidence.add(text("%.2g %% of the curvature is negative", 100 * measured.negativeMass));
        }
        return evidence;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
