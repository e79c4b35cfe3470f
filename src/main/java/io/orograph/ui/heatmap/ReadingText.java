package io.orograph.ui.heatmap;

import io.orograph.figure.Ticks;
import io.orograph.landscape.Grid;
import io.orograph.ui.display.Coordinates;
import java.util.Locale;

/** A reading in words and numbers. */
record ReadingText(String alpha, String beta, String loss, String accuracy) {

    private static final int LOSS_DIGITS = 4;

    static ReadingText of(Reading reading, Grid grid) {
        return new ReadingText(
                Coordinates.text(reading.alpha(), grid.alpha().step()),
                Coordinates.text(reading.beta(), grid.beta().step()),
                loss(reading),
                Double.isFinite(reading.accuracy())
                        ? String.format(Locale.ROOT, "%.1f %%", 100 * reading.accuracy())
                        : "–");
    }

    private static String loss(Reading reading) {
        return switch (reading.state()) {
            case NOT_EVALUATED -> "not evaluated yet";
            case NOT_FINITE -> Ticks.number(reading.loss(), LOSS_DIGITS) + ", not finite";
            case ESTIMATED -> "about " + number(reading);
            case FINITE -> number(reading);
        };
    }

    private static String number(Reading reading) {
        return Ticks.measured(
                reading.loss(),
                Double.isFinite(reading.standardError()) ? reading.standardError() : Double.NaN,
                LOSS_DIGITS);
    }

    /** Returns the reading as one sentence, for those who hear it. */
    String sentence() {
        return "α " + alpha + ", β " + beta + ": loss " + loss + (accuracy.equals("–") ? "" : ", accuracy " + accuracy);
    }
}
