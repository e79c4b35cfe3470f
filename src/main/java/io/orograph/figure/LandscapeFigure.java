package io.orograph.figure;

import io.orograph.landscape.Landscape;
import java.awt.geom.Rectangle2D;

/**
 * A landscape as a figure for a paper, drawn without a window: surface, heatmap or both, with title, axes, colour bar
 * and the caption that says where it comes from. Cells that have no place on the scale (NaN, infinities, not evaluated,
 * not positive on a logarithmic scale) are holes in the surface and hatched in the heatmap, and counted beneath it.
 */
public final class LandscapeFigure {

    private LandscapeFigure() {}

    /**
     * Draws the figure. Equal landscapes and options give equal pictures on one machine; fonts are the machine's own
     * sans serif.
     */
    public static Picture draw(Landscape landscape, FigureOptions options) {
        return draw(landscape, options, null);
    }

    /** Draws the surface at a size: a view that is turned by a person, for one. */
    @FunctionalInterface
    public interface SurfaceArtist {

        /**
         * Returns the surface with its own axes, on the figure's ground.
         *
         * @param width in pixels
         * @param height in pixels
         * @param textSize of its tick labels in pixels, so that they are like the rest of the figure
         */
        Picture draw(int width, int height, double textSize);
    }

    /**
     * Returns the figure with the surface drawn by somebody else; title, heatmap, colour bar and caption as ever.
     *
     * @param artist null for the surface as {@link FigureOptions} describe it
     */
    public static Picture draw(Landscape landscape, FigureOptions options, SurfaceArtist artist) {
        try (FigureCanvas canvas = compose(landscape, options, artist)) {
            return canvas.picture();
        }
    }

    static FigureCanvas compose(Landscape landscape, FigureOptions options) {
        return compose(landscape, options, null);
    }

    static FigureCanvas compose(Landscape landscape, FigureOptions options, SurfaceArtist artist) {
        boolean both = options.variant() == FigureVariant.BOTH;
        FigureCanvas canvas = new FigureCanvas(options.width(), options.height(), FigureTheme.of(options.dark()), both);
        FigureData data = new FigureData(landscape, options.scale());
        Rectangle2D content = FigureSheet.draw(canvas, data.title(options.title()), data.caption());
        switch (options.variant()) {
            case BOTH -> {
                double half = content.getWidth() / 2;
                HeatmapPanel heatmap = new HeatmapPanel(
                        canvas,
                        data,
                        options,
                        new Rectangle2D.Double(content.getX() + half, content.getY(), half, content.getHeight()));
                Rectangle2D left = new Rectangle2D.Double(
                        content.getX(),
                        content.getY(),
                        heatmap.outerLeft() - content.getX() - 1.5 * canvas.unit,
                        content.getHeight());
                drawSurface(canvas, data, options, left, artist);
                heatmap.draw();
            }
            case HEATMAP -> new HeatmapPanel(canvas, data, options, content).draw();
            case SURFACE -> drawSurfaceAndBar(canvas, data, options, content, artist);
        }
        return canvas;
    }

    private static void drawSurfaceAndBar(
            FigureCanvas canvas, FigureData data, FigureOptions options, Rectangle2D content, SurfaceArtist artist) {
        double barHeight = 0.62 * content.getHeight();
        ColorBar bar = new ColorBar(canvas, data, options.colors(), barHeight);
        double width = content.getWidth() - bar.width() - 2 * canvas.unit;
        Rectangle2D left = new Rectangle2D.Double(content.getX(), content.getY(), width, content.getHeight());
        drawSurface(canvas, data, options, left, artist);
        bar.draw(content.getMaxX() - bar.width(), content.getCenterY() - barHeight / 2, barHeight);
    }

    private static void drawSurface(
            FigureCanvas canvas, FigureData data, FigureOptions options, Rectangle2D place, SurfaceArtist artist) {
        if (artist == null) {
            new SurfacePanel(canvas, data, options, place).draw();
        } else {
            Picture drawn = artist.draw((int) place.getWidth(), (int) place.getHeight(), canvas.tickFont.getSize2D());
            canvas.paste(drawn, place.getX(), place.getY());
        }
    }
}
