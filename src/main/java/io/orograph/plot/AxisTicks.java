package io.orograph.plot;

import io.orograph.landscape.Axis;
import java.util.List;
import java.util.function.IntFunction;

/** Chooses as many ticks as an axis has room for. */
public final class AxisTicks {

    private static final int MOST = 9;
    private static final int FEWEST = 2;

    /** From one tick to the next, in sizes of the text, an axis looks neither crowded nor bare. */
    private static final double ACROSS = 5.5;

    private static final double UP = 3.3;

    /** Parts of an axis at which its labels are tried. */
    private static final double ZOOM_STEP = 1.3;

    /** The least distance between two labels, in sizes of the text. */
    private static final double LABEL_GAP = 0.9;

    private AxisTicks() {}

    /**
     * Returns the ticks of a horizontal axis, so few that their labels do not touch.
     *
     * @param ticks ticks of about a wanted number
     * @param length of the axis on the page
     * @param span the difference between the axis's ends
     * @param style of the labels
     */
    public static List<Tick> across(IntFunction<List<Tick>> ticks, double length, double span, TextStyle style) {
        int wanted = wanted(length, ACROSS * style.size());
        List<Tick> chosen = ticks.apply(wanted);
        while (wanted > FEWEST && !fit(chosen, length / span, style)) {
            wanted--;
            chosen = ticks.apply(wanted);
        }
        return chosen;
    }

    private static boolean fit(List<Tick> ticks, double scale, TextStyle style) {
        for (int i = 1; i < ticks.size(); i++) {
            double distance = (ticks.get(i).value() - ticks.get(i - 1).value()) * scale;
            double needed = (style.width(ticks.get(i).label())
                            + style.width(ticks.get(i - 1).label()))
                    / 2;
            if (distance < needed + LABEL_GAP * style.size()) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many ticks a vertical axis has room for. */
    public static int wantedUp(double length, TextStyle style) {
        return wanted(length, UP * style.size());
    }

    /**
     * The width of the widest label on an axis, from the whole axis to a part of two steps at either end and for any
     * number of ticks: room that is enough at every zoom, so that a plot keeps its place. It takes some milliseconds.
     */
    public static double widest(Axis axis, TextStyle style) {
        double whole = axis.to() - axis.from();
        double widest = widest(Ticks.linear(axis.from(), axis.to(), MOST), style);
        for (double part = whole; part > axis.step() * 2 / ZOOM_STEP; part /= ZOOM_STEP) {
            for (int wanted = FEWEST; wanted <= MOST; wanted++) {
                widest = Math.max(widest, widest(Ticks.linear(axis.from(), axis.from() + part, wanted), style));
                widest = Math.max(widest, widest(Ticks.linear(axis.to() - part, axis.to(), wanted), style));
            }
        }
        return widest;
    }

    static double widest(List<Tick> ticks, TextStyle style) {
        return ticks.stream()
                .mapToDouble(tick -> style.width(tick.label()))
                .max()
                .orElse(0);
    }

    private static int wanted(double length, double distance) {
        return (int) Math.max(FEWEST, Math.min(MOST, Math.round(length / distance) + 1));
    }
}
