package io.orograph.study;

import java.util.Locale;

/** What a measured sharpness of a training says, in words. */
public final class SharpnessWords {

    /** Shares of the line between which steps hold the sharpness about there (Cohen et al. 2021 see 0.95 to 1.2). */
    private static final double NEAR = 0.95;

    private SharpnessWords() {}

    /** Returns a line of text: the sharpness, its line and where it is beside it, or why there is no line. */
    public static String of(SharpnessPoint point) {
        if (Double.isNaN(point.largestEigenvalue())) {
            return "λmax is not known: " + point.reason();
        }
        String largest = String.format(Locale.ROOT, "λmax %.4g", point.largestEigenvalue());
        if (point.relative().isEmpty()) {
            return largest + "; no line: " + point.reason();
        }
        boolean same = point.sharpness() == point.largestEigenvalue();
        String seen = same ? "" : String.format(Locale.ROOT, ", %.4g as the optimizer sees it", point.sharpness());
        double share = point.relative().get();
        String where = share > 1 ? "above it" : share >= NEAR ? "at it" : "below it";
        return String.format(
                Locale.ROOT,
                "%s%s; full-batch steps settle up to %.4g: %s (%.2f of it)",
                largest,
                seen,
                point.line(),
                where,
                share);
    }
}
