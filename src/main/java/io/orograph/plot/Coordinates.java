package io.orograph.plot;

import java.util.Locale;

/** Writes coordinates of the plane, α and β. */
public final class Coordinates {

    private static final int FEWEST_DECIMALS = 2;
    private static final int MOST_DECIMALS = 9;

    private Coordinates() {}

    /**
     * A coordinate with a true minus sign and always the same number of decimals, so that texts keep their width: as
     * many as tell points of a tenth of a grid step apart, at least two.
     *
     * @param step from one grid value to the next
     */
    public static String text(double value, double step) {
        double needed = Math.ceil(-Math.log10(step)) + 1;
        int decimals = (int) Math.max(FEWEST_DECIMALS, Math.min(MOST_DECIMALS, needed));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
        boolean zero = text.chars().allMatch(digit -> digit == '0' || digit == '.');
        return value < 0 && !zero ? "−" + text : text;
    }
}
