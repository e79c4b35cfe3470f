package io.orograph.ui.slices;

import io.orograph.plot.EmptyPlot;
import io.orograph.plot.Pen;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Rect;
import io.orograph.plot.Slice;
import io.orograph.plot.SlicesPlot;
import io.orograph.plot.Ticks;
import io.orograph.ui.display.DrawnRegion;
import io.orograph.ui.display.PlotSource;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.scene.AccessibleRole;

/**
 * Two line plots of the loss and the accuracy, along α and along β, through the crosshair or through θ₀. Side by side
 * or one above the other, as the room allows. Style class {@code slices-view}.
 */
public final class SlicesView extends DrawnRegion implements PlotSource {

    private static final String EMPTY = "Slices appear when a landscape is evaluated";
    private static final double SMALLEST_WIDTH = 280;
    private static final double SMALLEST_HEIGHT = 184;
    private static final double USUAL_WIDTH = 480;
    private static final double USUAL_HEIGHT = 280;
    private static final double MARGIN = 8;

    private final SlicesModel model;

    public SlicesView(SlicesModel model) {
        super(model.settings().darkProperty());
        this.model = model;
        getStyleClass().add("slices-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(SMALLEST_WIDTH, SMALLEST_HEIGHT);
        setPrefSize(USUAL_WIDTH, USUAL_HEIGHT);
        Observable[] shown = {
            model.landscapeProperty(),
            model.scaleProperty(),
            model.othersProperty(),
            model.settings().crosshairProperty()
        };
        for (Observable property : shown) {
            property.addListener(change -> requestRedraw());
        }
    }

    @Override
    public Optional<Shown> shown() {
        return Optional.ofNullable(model.plot(false))
                .map(plot -> new Shown(plot, plot.landscape().provenance()));
    }

    @Override
    protected void draw(Pen pen, Rect area, PlotStyle style) {
        SlicesPlot plot = model.plot(true);
        if (plot == null) {
            EmptyPlot.draw(pen, area, style, EMPTY);
            setAccessibleText(EMPTY);
            return;
        }
        plot.draw(pen, area.inset(MARGIN), style);
        setAccessibleText(description(plot, Slice.Direction.ALPHA) + " " + description(plot, Slice.Direction.BETA));
    }

    private static String description(SlicesPlot plot, Slice.Direction direction) {
        Slice slice = plot.slice(direction);
        var losses = slice.points().stream()
                .mapToDouble(Slice.Point::loss)
                .filter(Double::isFinite)
                .summaryStatistics();
        return plot.title(slice)
                + (losses.getCount() == 0
                        ? ": no values."
                        : ": from " + Ticks.number(losses.getMin(), 3) + " to " + Ticks.number(losses.getMax(), 3)
                                + ".");
    }
}
