package io.orograph.plot;

import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Grid;
import java.util.Locale;

/**
 * A map of convexity over a heatmap: at each of its cells |λmin/λmax| as a number, on a plate that goes from blue at 0,
 * convex, to red at 1 and above. The plates are dark, so that the numbers are read on every colour map.
 */
final class ConvexityLayer {

    private static final double OPACITY = 0.88;
    private static final Rgb CONVEX = Rgb.of(0x164a84);
    private static final Rgb NOT_CONVEX = Rgb.of(0x961820);
    private static final Rgb UNKNOWN = Rgb.of(0x3c3c3c);
    private static final Rgb STALE_TEXT = Rgb.of(0xbebebe);
    private static final double HEIGHT = 1.25;
    private static final double PADDING = 0.33;
    private static final double ARC = 0.2;

    private final PlotStyle style;
    private final PlotFrame frame;

    ConvexityLayer(PlotStyle style, PlotFrame frame) {
        this.style = style;
        this.frame = frame;
    }

    /**
     * Draws the numbers of a map.
     *
     * @param stale whether in grey, as numbers that are being measured anew
     */
    void draw(Pen pen, ConvexityMap map, boolean stale) {
        Grid grid = map.grid();
        double[] ratios = map.ratios();
        double height = HEIGHT * style.unit();
        for (int cell = 0; cell < ratios.length; cell++) {
            String text = text(ratios[cell]);
            double half = style.small().width(text) / 2 + PADDING * style.unit();
            double x = inside(frame.xOf(grid.alpha().value(cell % grid.nx())), frame.x(), frame.right(), half);
            double y = inside(frame.yOf(grid.beta().value(cell / grid.nx())), frame.y(), frame.bottom(), height / 2);
            Rect plate = new Rect(x - half, y - height / 2, 2 * half, height);
            pen.fill(
                    Path.rounded(plate, ARC * style.unit()),
                    color(ratios[cell], stale).translucent(OPACITY));
            pen.text(Label.level(text, style.small(), x, y, 0.5, 0.5), stale ? STALE_TEXT : Rgb.WHITE);
        }
    }

    /**
     * Returns the place of a number: those of the border lie half outside and are moved in as far as that; what is
     * zoomed away stays away.
     */
    private double inside(double place, double from, double to, double half) {
        double margin = style.lineWidth();
        if (place < from - margin || place > to + margin) {
            return place;
        }
        return Math.max(from + half + margin, Math.min(to - half - margin, place));
    }

    static String text(double ratio) {
        if (Double.isNaN(ratio)) {
            return "–";
        }
        return ratio < 0.005
                ? "0.00"
                : ratio < 9.995 ? String.format(Locale.ROOT, "%.2f", ratio) : Ticks.number(ratio, 2);
    }

    static Rgb color(double ratio, boolean stale) {
        return stale || Double.isNaN(ratio) ? UNKNOWN : CONVEX.mixed(NOT_CONVEX, Math.min(1, ratio));
    }
}
