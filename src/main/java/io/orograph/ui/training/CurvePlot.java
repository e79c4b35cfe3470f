package io.orograph.ui.training;

import io.orograph.plot.LinesPlot;
import io.orograph.plot.Pen;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Rect;
import io.orograph.plot.Ticks;
import io.orograph.ui.display.PlotView;
import io.orograph.ui.form.Enlarging;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;

/** Curves in a side panel, with a line across them that says which point is looked at. */
public final class CurvePlot extends PlotView {

    private static final double HEIGHT = 150;

    private Words words;
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
        getStyleClass().add("curve-plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Enlarging.onClick(this);
        describe(List.of());
    }

    /** Draws other curves over an axis of another title. */
    public void show(List<LinesPlot.Curve> wanted, String across) {
        words = new Words(words.title(), across, words.up());
        show(wanted);
    }

    /** Draws other curves. */
    public void show(List<LinesPlot.Curve> wanted) {
        LinesPlot lines = new LinesPlot(words.title(), "", words.across(), words.up(), wanted);
        describe(wanted);
        show(lines.isEmpty() ? null : lines);
    }

    /** Says what is drawn, for those who hear it: each curve with its first and its last value. */
    private void describe(List<LinesPlot.Curve> curves) {
        String drawn = curves.stream()
                .filter(curve -> !curve.name().isEmpty() && curve.y().length > 0)
                .map(curve -> curve.name() + " from " + Ticks.number(curve.y()[0], 3) + " to "
                        + Ticks.number(curve.y()[curve.y().length - 1], 3))
                .collect(Collectors.joining(", "));
        setAccessibleText("Curves over " + words.across() + ": " + (drawn.isEmpty() ? "none yet" : drawn));
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
