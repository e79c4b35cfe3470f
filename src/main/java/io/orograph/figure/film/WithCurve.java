package io.orograph.figure.film;

import io.orograph.plot.LinesPlot;
import io.orograph.plot.Pen;
import io.orograph.plot.Plot;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Rect;

/**
 * A surface over a curve, with a line across the curve that says where one is.
 *
 * @param surface above
 * @param curve below
 * @param at the place on the curve's axis
 */
record WithCurve(Plot surface, LinesPlot curve, double at) implements Plot {

    /** The curve's share of the height. */
    private static final double BELOW = 0.32;

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        double below = BELOW * area.height();
        surface.draw(pen, new Rect(area.x(), area.y(), area.width(), area.height() - below), style);
        Rect foot = new Rect(area.x(), area.bottom() - below, area.width(), below);
        curve.draw(pen, foot, style);
        curve.drawCursor(pen, foot, style, at);
    }

    @Override
    public double height(double width, PlotStyle style) {
        return surface.height(width, style) / (1 - BELOW);
    }

    @Override
    public String title() {
        return surface.title();
    }

    @Override
    public String caption() {
        return surface.caption();
    }
}
