package io.orograph.sharpness;

import static io.orograph.math.NumberText.number;

import io.orograph.sharpness.SharpnessMeasure.Measurement;
import java.util.Locale;

/**
 * What a measure says of two models.
 *
 * @param own the value of the one
 * @param other the value of the other
 * @param adjusted the difference's p by Holm's correction over all that vote
 */
public record MeasureVote(
        SharpnessMeasure measure, Measurement own, Measurement other, PairedDifference difference, double adjusted) {

    MeasureVote adjusted(double p) {
        return new MeasureVote(measure, own, other, difference, p);
    }

    /** Tells whether twice the effort puts the two models in the same order. */
    public boolean isSettled() {
        if (Double.isNaN(own.valueOfTwice()) || Double.isNaN(other.valueOfTwice())) {
            return true;
        }
        return difference.value() * (own.valueOfTwice() - other.valueOfTwice()) >= 0;
    }

    /** Returns 1 for sharper, −1 for flatter, 0 for neither, by the interval alone. */
    int side() {
        return isSettled() ? difference.side() * (measure.isLargerSharper() ? 1 : -1) : 0;
    }

    /** Returns the same where the correction for several measures leaves it. */
    public int decision() {
        return adjusted <= PairedDifference.LEVEL ? side() : 0;
    }

    /** Returns a clause with the values, the interval and what follows. */
    public String words() {
        return measure.label() + ": " + text(own) + " against " + text(other) + "; " + interval() + ", " + says();
    }

    private String says() {
        if (difference.value() == 0) {
            return "no difference";
        }
        if (Double.isNaN(difference.error())) {
            return "which says nothing: the error of the sample is not known";
        }
        if (!isSettled()) {
            return String.format(
                    Locale.ROOT,
                    "which does not count: twice the steps and starts turn the order, to %s against %s",
                    number(own.valueOfTwice(), 3),
                    number(other.valueOfTwice(), 3));
        }
        if (side() == 0) {
            return "not told apart";
        }
        if (decision() == 0) {
            return "not told apart once corrected for several measures";
        }
        return decision() > 0 ? "sharper" : "flatter";
    }

    private String interval() {
        return Double.isNaN(difference.error())
                ? "difference " + number(difference.value(), 3)
                : String.format(
                        Locale.ROOT,
                        "difference %s, 95 %% interval %s to %s",
                        number(difference.value(), 3),
                        number(difference.low(), 3),
                        number(difference.high(), 3));
    }

    private static String text(Measurement measured) {
        StringBuilder text = new StringBuilder(number(measured.value(), 3));
        if (!Double.isNaN(measured.sampleError())) {
            text.append(" ± " + number(measured.sampleError(), 1) + " (sample)");
        }
        if (!Double.isNaN(measured.standardError())) {
            text.append(" ± " + number(measured.standardError(), 1) + " (draws)");
        }
        return text.toString();
    }
}
