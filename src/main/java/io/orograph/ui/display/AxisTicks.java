package io.orograph.ui.display;

import io.orograph.figure.Tick;
import io.orograph.figure.Ticks;
import io.orograph.landscape.Axis;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/** Chooses as many ticks as an axis has room for. */
public final class AxisTicks {

    private static final int MOST = 9;
    private static final int FEWEST = 2;

    /** Pixels from one tick to the next at which an axis looks neither crowded nor bare. */
    private static final double ACROSS = 60;

    private static final double UP = 36;

    /** Parts of an axis at which its labels are tried. */
    private static final double ZOOM_STEP = 1.3;

    /** The least distance between two labels. */
    private static final double LABEL_GAP = 10;

    private AxisTicks() {}

    /**
     * Returns the ticks of a horizontal axis, so few that their labels do not touch.
     *
     * @param ticks ticks of about a wanted number
     * @param pixels the axis's length
     * @param span the difference between the axis's ends
     * @param widths the width of a label
     */
    public static List<Tick> across(
            IntFunction<List<Tick>> ticks, double pixels, double span, ToDoubleFunction<String> widths) {
        int wanted = wanted(pixels, ACROSS);
        List<Tick> chosen = ticks.apply(wanted);
        while (wanted > FEWEST && !fit(chosen, pixels / span, widths)) {
            wanted--;
            chosen = ticks.apply(wanted);
        }
        return chosen;
    }

    private static boolean fit(List<Tick> ticks, double scale, ToDoubleFunction<String> widths) {
        for (int i = 1; i < ticks.size(); i++) {
            double distance = (ticks.get(i).value() - ticks.get(i - 1).value()) * scale;
            double needed = (widths.applyAsDouble(ticks.get(i).label())
                            + widths.applyAsDouble(ticks.get(i - 1).label()))
                    / 2;
            if (distance < needed + LABEL_GAP) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many ticks a vertical axis has room for. */
    public static int wantedUp(double pixels) {
        return wanted(pixels, UP);
    }

    /**
     * The width of the widest label on an axis, from the whole axis to a part of two steps at either end and for any
     * number of ticks: room that is enough at every zoom, so that a plot keeps its place. It takes some milliseconds.
     */
    public static double widest(Axis axis, ToDoubleFunction<String> widths) {
        double whole = axis.to() - axis.from();
        double widest = 0;
        for (double part = whole; part > axis.step() * 2 / ZOOM_STEP; part /= ZOOM_STEP) {
            for (int wanted = FEWEST; wanted <= MOST; wanted++) {
                widest = Math.max(widest, widest(Ticks.linear(axis.from(), axis.from() + part, wanted), widths));
                widest = Math.max(widest, widest(Ticks.linear(axis.to() - part, axis.to(), wanted), widths));
            }
        }
        return widest;
    }

    private static double widest(List<Tick> ticks, ToDoubleFunction<String> widths) {
        return ticks.stream()
                .mapToDouble(tick -> widths.applyAsDouble(tick.label()))
                .max()
                .orElse(0);
    }

    private static int wanted(double pixels, double distance) {
        return (int) Math.max(FEWEST, Math.min(MOST, Math.round(pixels / distance) + 1));
    }
}
