package io.orograph.ui.training;

import io.orograph.plot.LinesPlot;
import io.orograph.plot.Pen;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Rect;
import io.orograph.ui.display.PlotView;
import java.util.List;
import javafx.beans.value.ObservableValue;

/** Curves in a side panel, with a line across them that says which point is looked at. */
public final class CurvePlot extends PlotView {

    private static final double HEIGHT = 150;

    private final Words words;
    private double cursor = Double.NaN;

    /**
     * What is written at the curves.
     *
     * @param title what they show, for a file of them
     * @param across the title of the horizontal axis
     * @param up the title of the upright axis
     */
    public record Words(String title, String across, String up) {}

    /** Makes a curve plot without curves. */
    public CurvePlot(String id, Words words, ObservableValue<Boolean> dark) {
        super("", false, dark);
        this.words = words;
        setId(id);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
    }

    /** Draws other curves. */
    public void show(List<LinesPlot.Curve> wanted) {
        LinesPlot lines = new LinesPlot(words.title(), "", words.across(), words.up(), wanted);
        show(lines.isEmpty() ? null : lines);
    }

    /** Shows a line across the plot; NaN for none. */
    void showCursor(double x) {
        cursor = x;
        requestRedraw();
    }

    @Override
    protected void drawOver(Pen pen, Rect area, PlotStyle style) {
        if (plotProperty().get() instanceof LinesPlot lines) {
            lines.drawCursor(pen, area, style, cursor);
        }
    }
}
