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
     * Draws the figure. The same landscape and options give the same picture on the same machine; fonts are the
     * machine's own sans serif.
     */
    public static Picture draw(Landscape landscape, FigureOptions options) {
        try (FigureCanvas canvas = compose(landscape, options)) {
            return canvas.picture();
        }
    }

    static FigureCanvas compose(Landscape landscape, FigureOptions options) {
        boolean both = options.variant() == FigureVariant.BOTH;
        FigureCanvas canvas =
                new FigureCanvas(options.width(), options.height(), FigureTheme.of(options.dark()), both);
        FigureData data = new FigureData(landscape, options.scale());
        Rectangle2D content =
                FigureSheet.draw(canvas, data.title(options.title()), landscape.provenance().caption());
        switch (options.variant()) {
            case BOTH -> {
                double half = content.getWidth() / 2;
                HeatmapPanel heatmap = new HeatmapPanel(
                        canvas,
                        data,
                        options.colors(),
                        new Rectangle2D.Double(content.getX() + half, content.getY(), half, content.getHeight()));
                Rectangle2D left = new Rectangle2D.Double(
                        content.getX(),
                        content.getY(),
                        heatmap.outerLeft() - content.getX() - 1.5 * canvas.unit,
                        content.getHeight());
                new SurfacePanel(canvas, data, options, left).draw();
                heatmap.draw();
            }
            case HEATMAP -> new HeatmapPanel(canvas, data, options.colors(), content).draw();
            case SURFACE -> drawSurface(canvas, data, options, content);
        }
        return canvas;
    }

    private static void drawSurface(
            FigureCanvas canvas, FigureData data, FigureOptions options, Rectangle2D content) {
        double barHeight = 0.62 * content.getHeight();
        ColorBar bar = new ColorBar(canvas, data, options.colors(), barHeight);
        double width = content.getWidth() - bar.width() - 2 * canvas.unit;
        new SurfacePanel(
                        canvas,
                        data,
                        options,
                        new Rectangle2D.Double(content.getX(), content.getY(), width, content.getHeight()))
                .draw();
        bar.draw(content.getMaxX() - bar.width(), content.getCenterY() - barHeight / 2, barHeight);
    }
}
