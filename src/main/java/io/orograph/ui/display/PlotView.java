package io.orograph.ui.display;

import io.orograph.plot.EmptyPlot;
import io.orograph.plot.Label;
import io.orograph.plot.Pen;
import io.orograph.plot.Plot;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Rect;
import io.orograph.provenance.Provenance;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** Shows a plot in the window, as large as there is room; a sentence while there is none. */
public class PlotView extends DrawnRegion implements PlotSource {

    private static final double MARGIN = 0.5;

    private final String empty;
    private final boolean titled;
    private final ReadOnlyObjectWrapper<Plot> plot = new ReadOnlyObjectWrapper<>(this, "plot");
    private Provenance provenance = Provenance.NONE;

    /**
     * Makes an empty view.
     *
     * @param empty what is said while there is nothing to show
     * @param titled whether the title of the plot stands over it
     * @param dark whether the dark look is on
     */
    public PlotView(String empty, boolean titled, ObservableValue<Boolean> dark) {
        super(dark);
        this.empty = empty;
        this.titled = titled;
    }

    /**
     * Shows a plot.
     *
     * @param wanted null for none
     */
    public final void show(Plot wanted) {
        show(wanted, Provenance.NONE);
    }

    /** Shows a plot of something of which it is known where it comes from. */
    public final void show(Plot wanted, Provenance from) {
        provenance = from;
        plot.set(wanted);
        requestRedraw();
    }

    @Override
    public final Optional<Shown> shown() {
        return Optional.ofNullable(plot.get()).map(now -> new Shown(now, provenance));
    }

    /** Returns what is shown, which a file of it holds too; null while there is nothing. */
    public final ReadOnlyObjectProperty<Plot> plotProperty() {
        return plot.getReadOnlyProperty();
    }

    /** Draws what only the window has over the plot: nothing, unless said otherwise. */
    protected void drawOver(Pen pen, Rect area, PlotStyle style) {
        // Most have nothing that follows the pointer.
    }

    @Override
    protected final void draw(Pen pen, Rect area, PlotStyle style) {
        Plot shown = plot.get();
        if (shown == null) {
            EmptyPlot.draw(pen, area, style, empty);
            return;
        }
        Rect place = plotArea(area, style);
        if (titled) {
            Label title = Label.level(shown.title(), style.title(), area.x() + 8, area.y() + 6, 0, 0);
            pen.text(title.within(area.width() - 16), style.theme().ink());
        }
        shown.draw(pen, place, style);
        drawOver(pen, place, style);
    }

    /** Returns the part of the region that the plot has. */
    private Rect plotArea(Rect area, PlotStyle style) {
        Rect inner = area.inset(MARGIN * style.unit());
        double head = titled ? style.title().height() + 4 : 0;
        return new Rect(inner.x(), inner.y() + head, inner.width(), inner.height() - head);
    }
}
