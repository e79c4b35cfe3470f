package io.orograph.ui.heatmap;

import io.orograph.figure.Ticks;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Grid;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.TextWidths;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/**
 * A map of convexity over a heatmap: at each of its cells |λmin/λmax| as a number, on a plate that goes from blue at 0,
 * convex, to red at 1 and above. The plates are dark, so that the numbers are read on every colour map.
 */
final class ConvexityLayer {

    private static final Color CONVEX = Color.rgb(22, 74, 132, 0.88);
    private static final Color NOT_CONVEX = Color.rgb(150, 24, 32, 0.88);
    private static final Color UNKNOWN = Color.rgb(60, 60, 60, 0.88);
    private static final Color STALE_TEXT = Color.rgb(190, 190, 190);
    private static final double HEIGHT = 15;
    private static final double PADDING = 4;
    private static final double ARC = 5;

    private ConvexityLayer() {}

    /**
     * Draws the numbers of a map.
     *
     * @param stale whether in grey, as numbers that are being measured anew
     */
    static void draw(GraphicsContext graphics, PlotFrame frame, ConvexityMap map, boolean stale, TextWidths widths) {
        Grid grid = map.grid();
        double[] ratios = map.ratios();
        graphics.setFont(PlotFonts.LABEL);
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setTextBaseline(VPos.CENTER);
        for (int cell = 0; cell < ratios.length; cell++) {
            String text = text(ratios[cell]);
            double half = widths.applyAsDouble(text) / 2 + PADDING;
            double x = inside(frame.xOf(grid.alpha().value(cell % grid.nx())), frame.x(), frame.right(), half);
            double y = inside(frame.yOf(grid.beta().value(cell / grid.nx())), frame.y(), frame.bottom(), HEIGHT / 2);
            graphics.setFill(color(ratios[cell], stale));
            graphics.fillRoundRect(x - half, y - HEIGHT / 2, 2 * half, HEIGHT, ARC, ARC);
            graphics.setFill(stale ? STALE_TEXT : Color.WHITE);
            graphics.fillText(text, x, y);
        }
    }

    /**
     * Returns the place of a number: those of the border lie half outside and are moved in as far as that; what is
     * zoomed away stays away.
     */
    private static double inside(double place, double from, double to, double half) {
        if (place < from - 1 || place > to + 1) {
            return place;
        }
        return Math.max(from + half + 1, Math.min(to - half - 1, place));
    }

    static String text(double ratio) {
        if (Double.isNaN(ratio)) {
            return "–";
        }
        return ratio < 0.005
                ? "0.00"
                : ratio < 9.995 ? String.format(Locale.ROOT, "%.2f", ratio) : Ticks.number(ratio, 2);
    }

    static Color color(double ratio, boolean stale) {
        return stale || Double.isNaN(ratio) ? UNKNOWN : CONVEX.interpolate(NOT_CONVEX, Math.min(1, ratio));
    }
}
