package io.orograph.sharpness;

import io.orograph.sharpness.SharpnessMeasure.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The verdict whether a model is sharper or flatter than another one for the same data and loss. Only measures count
 * that are scale-free, since others say as much about the size of the weights (Dinh et al. 2017, arXiv 1703.04933), and
 * no claim is made where they disagree. Nothing is said about a model by itself: none of the measures has a value that
 * is flat.
 *
 * @param words a clause about the model, such as "sharper than b.onnx by all 3 scale-free measures"
 * @param evidence a clause for each measure that was compared
 */
public record RelativeVerdict(Kind kind, String words, List<String> evidence) {

    /** Differences below so many standard errors of the difference are none. */
    private static final double ERRORS = 2;

    /** Differences below this share of the larger value are none: the measures have numerical errors too. */
    private static final double SHARE = 0.01;

    /** The kinds of verdict. */
    public enum Kind {
        SHARPER,
        FLATTER,
        ALIKE,
        /** One measure says sharper, another flatter. */
        CONTRADICTORY,
        /** No scale-free measure was taken of both. */
        UNKNOWN
    }

    public RelativeVerdict {
        evidence = List.copyOf(evidence);
    }

    /**
     * Compares two models.
     *
     * @param own what was measured of the model
     * @param other what was measured of the other one, with the same settings, data and loss; what only one of the two
     *     has does not count, nor what is not finite
     * @param otherName of the other one
     */
    public static RelativeVerdict of(
            Map<SharpnessMeasure, Measurement> own, Map<SharpnessMeasure, Measurement> other, String otherName) {
        List<String> evidence = new ArrayList<>();
        int sharper = 0;
        int flatter = 0;
        for (Map.Entry<SharpnessMeasure, Measurement> entry : own.entrySet()) {
            SharpnessMeasure measure = entry.getKey();
            Measurement theirs = other.get(measure);
            if (!measure.isScaleFree() || theirs == null || !areFinite(entry.getValue(), theirs)) {
                continue;
            }
            int sign = difference(entry.getValue(), theirs) * (measure.isLargerSharper() ? 1 : -1);
            sharper += sign > 0 ? 1 : 0;
            flatter += sign < 0 ? 1 : 0;
            evidence.add(clause(measure, entry.getValue(), theirs, sign));
        }
        return verdict(sharper, flatter, evidence, otherName);
    }

    private static boolean areFinite(Measurement own, Measurement other) {
        return Double.isFinite(own.value()) && Double.isFinite(other.value());
    }

    private static int difference(Measurement own, Measurement other) {
        double difference = own.value() - other.value();
        double noise = ERRORS * Math.hypot(error(own), error(other));
        double floor = SHARE * Math.max(Math.abs(own.value()), Math.abs(other.value()));
        return Math.abs(difference) <= Math.max(noise, floor) ? 0 : (int) Math.signum(difference);
    }

    private static double error(Measurement measured) {
        return Double.isNaN(measured.standardError()) ? 0 : measured.standardError();
    }

    private static String clause(SharpnessMeasure measure, Measurement own, Measurement other, int sign) {
        String says = sign == 0 ? "no difference" : sign > 0 ? "sharper" : "flatter";
        return measure.label() + ": " + text(own) + " against " + text(other) + ", " + says;
    }

    private static String text(Measurement measured) {
        String value = String.format(Locale.ROOT, "%.3g", measured.value());
        return Double.isNaN(measured.standardError())
                ? value
                : value + String.format(Locale.ROOT, " ± %.1g", measured.standardError());
    }

    private static RelativeVerdict verdict(int sharper, int flatter, List<String> evidence, String other) {
        int count = evidence.size();
        if (count == 0) {
            return new RelativeVerdict(
                    Kind.UNKNOWN, "not compared with " + other + ": no scale-free measure was taken of both", evidence);
        }
        if (sharper > 0 && flatter > 0) {
            return new RelativeVerdict(
                    Kind.CONTRADICTORY,
                    "neither sharper nor flatter than " + other + ": the scale-free measures disagree",
                    evidence);
        }
        if (sharper + flatter == 0) {
            return new RelativeVerdict(
                    Kind.ALIKE, "as sharp as " + other + ", as far as " + measures(count) + " can tell", evidence);
        }
        return new RelativeVerdict(
                sharper > 0 ? Kind.SHARPER : Kind.FLATTER,
                (sharper > 0 ? "sharper than " : "flatter than ") + other + " by "
                        + (sharper + flatter == count ? "" : sharper + flatter + " of ") + measures(count),
                evidence);
    }

    private static String measures(int count) {
        return count == 1 ? "1 scale-free measure" : count + " scale-free measures";
    }
}
