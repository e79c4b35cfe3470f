package io.orograph.plot;

/**
 * A landscape as a surface, a heatmap or both. Cells that have no place on the scale (NaN, infinities, not positive on a
 * logarithmic scale) are holes in the surface and hatched in the heatmap, cells that are not evaluated are faint in both, and
 * hatched in the heatmap.
 *
 * @param data whose colours the heatmap shows
 * @param view from where the surface is looked at
 * @param seen the part of the plane that the heatmap shows
 */
public record LandscapePlot(LandscapeData data, PlaneLook look, FigureVariant variant, BoxView view, Viewport seen)
        implements Plot {

    private static final double GAP = 1.5;

    /** Wider, and surface and heatmap stand side by side, in sizes of the text. */
    private static final double SIDE_BY_SIDE = 48;

    /** Makes a plot of the whole plane. */
    public LandscapePlot(LandscapeData data, PlaneLook look, FigureVariant variant, BoxView view) {
        this(data, look, variant, view, data.whole());
    }

    /** Returns the same with the heatmap zoomed. */
    public LandscapePlot seeing(Viewport wanted) {
        return new LandscapePlot(data, look, variant, view, wanted);
    }

    @Override
    public String title() {
        return data.title();
    }

    @Override
    public String caption() {
        return data.caption();
    }

    @Override
    public double height(double width, PlotStyle style) {
        return switch (variant) {
            case BOTH -> width > SIDE_BY_SIDE * style.unit() ? 0.46 * width : 1.75 * width;
            case HEATMAP -> 0.86 * width;
            case SURFACE -> 0.78 * width;
        };
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        switch (variant) {
            case BOTH -> drawBoth(pen, area, style);
            case HEATMAP -> heatmap(style).draw(pen, area);
            case SURFACE -> drawSurfaceAndBar(pen, area, style);
        }
    }

    private HeatmapPlot heatmap(PlotStyle style) {
        return new HeatmapPlot(style, data.colors(), look, seen);
    }

    private void drawBoth(Pen pen, Rect area, PlotStyle style) {
        boolean beside = area.width() > 1.1 * area.height();
        double half = beside ? area.width() / 2 : area.height() / 2;
        Rect second = beside
                ? new Rect(area.x() + half, area.y(), half, area.height())
                : new Rect(area.x(), area.y() + half, area.width(), half);
        HeatmapPlot heatmap = heatmap(style);
        double end = beside ? heatmap.outer(second).x() - GAP * style.unit() : area.right();
        Rect first = beside
                ? new Rect(area.x(), area.y(), end - area.x(), area.height())
                : new Rect(area.x(), area.y(), area.width(), half - GAP / 2 * style.unit());
        drawSurface(pen, first, style, !heatmap.holdsLegend(second));
        heatmap.draw(pen, second);
        Letters.draw(pen, style, first, second);
    }

    /**
     * Draws the surface.
     *
     * @param explained whether the legend stands under it, if there is one
     */
    private void drawSurface(Pen pen, Rect area, PlotStyle style, boolean explained) {
        OverlayLegend legend = new OverlayLegend(look.overlay(), style);
        double room = explained && look.parts().legend() && !legend.isEmpty() ? legend.height() : 0;
        Rect box = new Rect(area.x(), area.y(), area.width(), area.height() - room);
        new SurfacePlot(style, data, look, view, box).draw(pen);
        if (room > 0) {
            legend.draw(pen, area.x(), box.bottom());
        }
    }

    private void drawSurfaceAndBar(Pen pen, Rect area, PlotStyle style) {
        Rect left = area;
        if (look.parts().colorBar()) {
            double barHeight = 0.62 * area.height();
            ColorBar bar = ColorBar.besideSurface(style, data, look, barHeight);
            left = new Rect(area.x(), area.y(), area.width() - bar.width() - 1.5 * style.unit(), area.height());
            bar.draw(pen, area.right() - bar.width(), area.centerY() - barHeight / 2, barHeight);
        }
        drawSurface(pen, left, style, true);
    }
}
