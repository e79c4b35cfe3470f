package io.orograph.ui.slices;

import io.orograph.figure.Ticks;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.ui.display.Coordinates;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DrawnRegion;
import io.orograph.ui.display.EmptyPlot;
import io.orograph.ui.display.PlotPen;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.slices.Slice.Direction;
import javafx.beans.Observable;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Background;

/**
 * Two line plots of the loss and the accuracy, along α and along β, through the crosshair or through θ₀. Side by side
 * or one above the other, as the room allows. Style class {@code slices-view}.
 */
public final class SlicesView extends DrawnRegion {

    private static final String EMPTY = "Slices appear when a landscape is evaluated";
    private static final double SMALLEST_WIDTH = 280;
    private static final double SMALLEST_HEIGHT = 160;
    private static final double USUAL_WIDTH = 480;
    private static final double USUAL_HEIGHT = 280;

    private final SlicesModel model;

    public SlicesView(SlicesModel model) {
        this.model = model;
        getStyleClass().add("slices-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(SMALLEST_WIDTH, SMALLEST_HEIGHT);
        setPrefSize(USUAL_WIDTH, USUAL_HEIGHT);
        Observable[] shown = {
            model.landscapeProperty(),
            model.alongAlphaProperty(),
            model.alongBetaProperty(),
            model.scaleProperty(),
            model.settings().crosshairProperty(),
            model.settings().darkProperty()
        };
        for (Observable property : shown) {
            property.addListener(change -> requestRedraw());
        }
    }

    @Override
    protected void draw(GraphicsContext graphics) {
        PlotTheme theme = PlotTheme.of(model.settings().darkProperty().get());
        setBackground(Background.fill(theme.background()));
        Landscape landscape = model.landscapeProperty().get();
        if (landscape == null) {
            EmptyPlot.paint(new PlotPen(graphics), EMPTY, getWidth(), getHeight(), theme);
            setAccessibleText(EMPTY);
            return;
        }
        Grid grid = landscape.grid();
        SliceLayout[] layouts = SliceLayout.pair(getWidth(), getHeight(), landscape.hasAccuracy());
        Slice first = model.alongAlphaProperty().get();
        Slice second = model.alongBetaProperty().get();
        paint(graphics, first, layouts[0], grid.alpha(), grid.beta(), theme);
        paint(graphics, second, layouts[1], grid.beta(), grid.alpha(), theme);
        String origin = landscape.section().origin();
        setAccessibleText(description(first, grid.beta(), origin) + " " + description(second, grid.alpha(), origin));
    }

    private void paint(
            GraphicsContext graphics, Slice slice, SliceLayout layout, Axis along, Axis held, PlotTheme theme) {
        Crosshair point = model.settings().crosshairProperty().get();
        double crossing =
                point == null ? Double.NaN : slice.direction() == Direction.ALPHA ? point.alpha() : point.beta();
        new SlicePainter(graphics, layout, theme, along, model.scaleProperty().get())
                .paint(
                        slice,
                        title(slice, held, origin()),
                        origin(),
                        model.landscapeProperty().get().centerLoss(),
                        crossing);
    }

    /** Returns what a slice shows, in words that need nothing beside them. */
    static String title(Slice slice, Axis held, String origin) {
        return "Loss along " + slice.direction().axisName()
                + (slice.at() == 0
                        ? " through " + origin
                        : " at " + slice.direction().heldName() + " = " + Coordinates.text(slice.at(), held.step()));
    }

    private String origin() {
        return model.landscapeProperty().get().section().origin();
    }

    private static String description(Slice slice, Axis held, String origin) {
        var losses = slice.points().stream()
                .mapToDouble(Slice.Point::loss)
                .filter(Double::isFinite)
                .summaryStatistics();
        return title(slice, held, origin)
                + (losses.getCount() == 0
                        ? ": no values."
                        : ": from " + Ticks.number(losses.getMin(), 3) + " to " + Ticks.number(losses.getMax(), 3)
                                + ".");
    }
}
