package io.orograph.ui.heatmap;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.Coordinates;
import io.orograph.plot.Ticks;
import java.util.Locale;

/**
 * A reading in words and numbers.
 *
 * @param difference how far the loss is from that at the centre of the plane, on the same samples; empty where its error is
 *     not known
 */
public record ReadingText(String alpha, String beta, String loss, String difference, String accuracy) {

    private static final int LOSS_DIGITS = 4;

    /** Returns what a landscape's reading says. */
    public static ReadingText of(Reading reading, Landscape landscape) {
        Grid grid = landscape.grid();
        return new ReadingText(
                Coordinates.text(reading.alpha(), grid.alpha().step()),
                Coordinates.text(reading.beta(), grid.beta().step()),
                loss(reading),
                difference(reading, landscape),
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

    private static String difference(Reading reading, Landscape landscape) {
        double difference = reading.loss() - landscape.centerLoss();
        boolean isKnown = reading.state() == Reading.State.FINITE
                && Double.isFinite(reading.differenceError())
                && Double.isFinite(difference);
        return isKnown
                ? "L − L(" + landscape.section().origin() + ") = "
                        + Ticks.measured(difference, reading.differenceError(), LOSS_DIGITS) + ", paired"
                : "";
    }

    private static String number(Reading reading) {
        return Ticks.measured(
                reading.loss(),
                Double.isFinite(reading.standardError()) ? reading.standardError() : Double.NaN,
                LOSS_DIGITS);
    }

    /** Returns the reading as one sentence, for those who hear it. */
    public String sentence() {
        return "α " + alpha + ", β " + beta + ": loss " + loss + (accuracy.equals("–") ? "" : ", accuracy " + accuracy);
    }
}
