package io.orograph.figure;

import io.orograph.landscape.Landscape;
import java.awt.geom.Rectangle2D;

/**
 * Draws a surface again and again so that only what is told apart differs: its box stands at one place in one size whatever
 * side it is seen from, under a title and over a caption, each of one line.
 */
public final class SteadySurface {

    private static final int DEGREES = 5;

    /** Room around the box for its labels, in units of the text. */
    private static final double LABELS = 4.2;

    private final FigureOptions options;

    /**
     * Makes one.
     *
     * @param options of all pictures; what is said of their variant, title, azimuth and overlay does not matter
     */
    public SteadySurface(FigureOptions options) {
        this.options = options.withVariant(FigureVariant.SURFACE);
    }

    /**
     * What differs from picture to picture.
     *
     * @param azimuth see {@link BoxProjection}
     */
    public record View(Landscape landscape, double azimuth, Overlay overlay, String title, String caption) {}

    /** Draws one picture. */
    public Picture draw(View view) {
        FigureTheme theme = FigureTheme.of(options.dark());
        try (FigureCanvas canvas = new FigureCanvas(options.width(), options.height(), theme, false)) {
            FigureData data = new FigureData(view.landscape(), options.scale());
            FigureOptions own = options.withOverlay(view.overlay());
            Rectangle2D content = FigureSheet.draw(canvas, view.title(), view.caption());
            double barHeight = 0.62 * content.getHeight();
            ColorBar bar = new ColorBar(canvas, data, own.colors(), barHeight);
            double width = content.getWidth() - bar.width() - 2 * canvas.unit;
            Rectangle2D left = new Rectangle2D.Double(content.getX(), content.getY(), width, content.getHeight());
            new SurfacePanel(canvas, data, own, left, placed(view.azimuth(), left, LABELS * canvas.unit)).draw();
            bar.draw(content.getMaxX() - bar.width(), content.getCenterY() - barHeight / 2, barHeight);
            return canvas.picture();
        }
    }

    /** Returns the box in the largest size that fits from every side. */
    private BoxProjection placed(double azimuth, Rectangle2D area, double margin) {
        double side = 0;
        double above = 0;
        double below = 0;
        for (int degrees = 0; degrees < 360; degrees += DEGREES) {
            double[] bounds = new BoxProjection(degrees, options.elevation(), options.verticalScale()).bounds();
            side = Math.max(side, Math.max(-bounds[0], bounds[2]));
            above = Math.max(above, -bounds[1]);
            below = Math.max(below, bounds[3]);
        }
        double size =
                Math.min((area.getWidth() - 2 * margin) / (2 * side), (area.getHeight() - margin) / (above + below));
        double free = area.getHeight() - margin - size * (above + below);
        return new BoxProjection(azimuth, options.elevation(), options.verticalScale())
                .placed(size, area.getCenterX(), area.getY() + free / 2 + size * above);
    }
}
