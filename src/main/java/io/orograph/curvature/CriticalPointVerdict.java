package io.orograph.curvature;

import static io.orograph.math.NumberText.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What kind of point of weight space θ is for the loss of the samples at hand, decided by trying: the loss is evaluated
 * along the steps of a {@link DescentTrial} and along the extreme eigenvectors ({@link LossLadder}). Never more than
 * that: eigenvectors between those found are not looked at, and the samples stand for all data only as far as
 * their number says.
 *
 * <p>θ is <em>stationary</em> if no step tried lowers L by more than 1 % of the standard deviation of the samples'
 * losses, and none by more than 1 % of the rise at the top of the ladder; it is not if a step lowers L by more than
 * both; between the two nothing is decided. A stationary point is a <em>plateau</em> if no step of the ladder changes L
 * beyond its paired error, a <em>saddle</em> if some directions lead down and some up, a <em>maximum</em> if some lead
 * down and none up, and a <em>minimum</em> if some lead up and none down.
 *
 * @param kind what it looks like
 * @param negativeDirections how many of the directions tried lead down; there may be more
 * @param words one sentence
 * @param evidence the numbers behind it, a sentence each
 * @param measured what it was decided by
 */
public record CriticalPointVerdict(
        Kind kind, int negativeDirections, String words, List<String> evidence, Measured measured) {

    /** Kinds of points. */
    public enum Kind {
        MINIMUM,
        SADDLE,
        MAXIMUM,
        PLATEAU,
        NOT_CRITICAL,
        UNDECIDED
    }

    private static final double SHARE = 0.01;

    /**
     * The measured values that a verdict rests on.
     *
     * @param loss L(θ)
     * @param samples n
     * @param deviation standard deviation of the samples' losses; NaN for a single sample
     * @param rounding how far rounding may move L
     * @param gradientNorm ‖∇L(θ)‖
     * @param gradientNoise its standard error over batches; NaN if there is a single sample
     * @param converged whether the eigenvalues reached their tolerance
     * @param ladders along the extreme eigenvectors
     * @param trial of leaving the point downhill
     */
    public record Measured(
            double loss,
            int samples,
            double deviation,
            double rounding,
            double gradientNorm,
            double gradientNoise,
            boolean converged,
            List<LossLadder> ladders,
            DescentTrial trial) {

        public Measured {
            ladders = List.copyOf(ladders);
        }

        /** Returns the rise at the top of the ladder, of the direction where it is largest. */
        public double rise() {
            return ladders.stream().mapToDouble(LossLadder::rise).max().orElse(0);
        }

        /** Returns the decrease that the spread of the samples' losses allows a stationary point. */
        public double allowedBySpread() {
            return samples < PairedChange.FEWEST ? rounding : Math.max(rounding, SHARE * deviation);
        }

        /** Returns the decrease that the ladder allows a stationary point. */
        public double allowedByRise() {
            return Math.max(rounding, SHARE * rise());
        }

        private int downward() {
            return (int) ladders.stream().filter(LossLadder::isDownward).count();
        }

        private boolean anyUpward() {
            return ladders.stream().anyMatch(LossLadder::isUpward);
        }
    }

    public CriticalPointVerdict {
        evidence = List.copyOf(evidence);
    }

    /** Judges the point by what was measured of it. */
    static CriticalPointVerdict of(Measured measured) {
        Kind kind = kind(measured);
        return new CriticalPointVerdict(kind, measured.downward(), words(kind, measured), evidence(measured), measured);
    }

    private static Kind kind(Measured measured) {
        boolean bySpread = measured.trial.lowest() <= measured.allowedBySpread();
        boolean byRise = measured.trial.lowest() <= measured.allowedByRise();
        if (!bySpread && !byRise) {
            return Kind.NOT_CRITICAL;
        }
        if (bySpread != byRise) {
            return Kind.UNDECIDED;
        }
        if (measured.ladders.stream().allMatch(LossLadder::isFlat)) {
            return Kind.PLATEAU;
        }
        if (measured.downward() > 0) {
            return measured.anyUpward() ? Kind.SADDLE : Kind.MAXIMUM;
        }
        return measured.anyUpward() ? Kind.MINIMUM : Kind.UNDECIDED;
    }

    private static String words(Kind kind, Measured measured) {
        int tried = measured.ladders.size();
        int down = measured.downward();
        double lowest = measured.trial.lowest();
        return switch (kind) {
            case PLATEAU ->
                "plateau: no step up to h = 0.1 in any direction tried changes the loss beyond "
                        + (measured.samples < PairedChange.FEWEST ? "rounding" : "its error over the samples");
            case NOT_CRITICAL ->
                text(
                                "not a critical point: a step downhill takes the loss from %s to %s",
                                number(measured.loss, 4), number(measured.loss - lowest, 4))
                        + (measured.trial.isStillFalling() ? ", and it still falls there" : "");
            case SADDLE ->
                text("saddle: the loss leads down in %d of %d directions tried, and up in others", down, tried);
            case MAXIMUM ->
                text("maximum: the loss leads down in %d of %d directions tried, and up in none", down, tried);
            case MINIMUM ->
                text(
                        "minimum: none of %d directions tried leads down, and no step tried lowers the loss by more than"
                                + " %s",
                        tried, number(Math.max(lowest, measured.rounding), 2));
            case UNDECIDED -> undecided(measured);
        };
    }

    private static String undecided(Measured measured) {
        double lowest = measured.trial.lowest();
        boolean bySpread = lowest <= measured.allowedBySpread();
        if (bySpread == (lowest <= measured.allowedByRise())) {
            return "undecided: the loss changes in the directions tried, but leads neither up nor down";
        }
        String spread = measured.samples < PairedChange.FEWEST
                ? "beyond rounding"
                : "more than 1 % of the spread of the samples' losses";
        return text("undecided: a step downhill lowers the loss by %s, ", number(lowest, 2))
                + (bySpread
                        ? "more than 1 % of its rise along the eigenvectors but not of the spread of the samples' losses"
                        : spread + " but less than 1 % of its rise along the eigenvectors");
    }

    private static List<String> evidence(Measured measured) {
        List<String> evidence = new ArrayList<>();
        DescentTrial trial = measured.trial;
        evidence.add(text(
                "steps tried lower the loss %s by %s (the quadratic model says %s); stationary is below %s (%s)"
                        + " and below %s (1 %% of the rise at h = 0.1)",
                number(measured.loss, 4),
                number(trial.lowest(), 3),
                number(trial.predicted(), 2),
                number(measured.allowedBySpread(), 2),
                measured.samples < PairedChange.FEWEST
                        ? text("rounding: %d samples are too few for their spread", measured.samples)
                        : "1 % of the samples' standard deviation",
                number(measured.allowedByRise(), 2)));
        if (trial.isStillFalling()) {
            evidence.add(
                    "the loss still falls at the longest step tried: its minimum is farther, or at infinity, as where"
                            + " the classes are separable");
        }
        evidence.add(
                Double.isNaN(measured.gradientNoise)
                        ? text(
                                "gradient norm %s; a single sample shows no noise to compare it with",
                                number(measured.gradientNorm, 3))
                        : text(
                                "gradient norm %s, its noise over batches %s",
                                number(measured.gradientNorm, 3), number(measured.gradientNoise, 2)));
        measured.ladders.forEach(ladder -> evidence.add(ladder.words()));
        if (!measured.converged) {
            evidence.add(
                    "the eigenvalues did not reach the wanted tolerance; their residuals say how far they may be off");
        }
        return evidence;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
