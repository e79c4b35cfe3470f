package io.orograph.ui.heatmap;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.ui.display.AxisTicks;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.display.EmptyPlot;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotPen;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.display.Redraw;
import io.orograph.ui.display.TextWidths;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Window;

/**
 * A landscape seen from above: colours with contours, axes and a colour bar, a crosshair and what the landscape says
 * there. A canvas holds what stands still; what follows the pointer lies over it, so that pointing draws little. Style
 * class {@code heatmap-view}.
 */
public final class HeatmapView extends Region {

    private static final String EMPTY = "The heatmap appears when a landscape is evaluated";
    private static final double SMALLEST_WIDTH = 320;
    private static final double SMALLEST_HEIGHT = 280;
    private static final double USUAL_SIZE = 480;

    private final HeatmapModel model;
    private final Canvas still = new Canvas();
    private final HeatmapOverlay overlay = new HeatmapOverlay();
    private final Canvas readout = new Canvas();
    private final CrosshairShape crosshair = new CrosshairShape();
    private final Redraw redrawAll = new Redraw(this::drawAll);
    private final Redraw redrawOverlay = new Redraw(this::drawOverlay);
    private final Redraw redrawMoving = new Redraw(this::drawMoving);
    private final TextWidths labelWidths = new TextWidths(PlotFonts.LABEL);
    private HeatmapPicture.Request asked;
    private Axis measuredAxis;
    private double measuredWidth;

    public HeatmapView(HeatmapModel model) {
        this.model = model;
        getStyleClass().add("heatmap-view");
        getChildren().addAll(still, overlay, readout, crosshair);
        still.setManaged(false);
        readout.setManaged(false);
        readout.setMouseTransparent(true);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(SMALLEST_WIDTH, SMALLEST_HEIGHT);
        setPrefSize(USUAL_SIZE, USUAL_SIZE);
        new HeatmapInput(this, model).install();
        listen();
    }

    private void listen() {
        DisplaySettings settings = model.settings();
        onChange(
                change -> redrawAll.request(),
                model.landscapeProperty(),
                settings.colorMapProperty(),
                model.smoothProperty(),
                model.viewportProperty(),
                model.pictureProperty(),
                settings.logarithmicProperty(),
                settings.clipPercentileProperty(),
                settings.showContoursProperty(),
                settings.showAxesProperty(),
                settings.darkProperty());
        onChange(
                change -> redrawOverlay.request(),
                settings.overlays().shownProperty(),
                model.convexityProperty(),
                model.convexityStaleProperty());
        onChange(
                change -> redrawMoving.request(),
                model.readingProperty(),
                settings.crosshairProperty(),
                model.pinnedProperty(),
                focusVisibleProperty());
    }

    private static void onChange(InvalidationListener listener, Observable... properties) {
        for (Observable property : properties) {
            property.addListener(listener);
        }
    }

    @Override
    protected void layoutChildren() {
        still.setWidth(getWidth());
        still.setHeight(getHeight());
        readout.setWidth(getWidth());
        readout.setHeight(HeatmapLayout.READOUT_BOTTOM);
        // At once: a canvas of a new size is empty until it is drawn.
        drawAll();
    }

    public HeatmapModel model() {
        return model;
    }

    /** Returns the height at which a square plane fills the width; more is left empty. */
    public static double usefulHeight(double width) {
        return HeatmapLayout.usefulHeight(width);
    }

    /** Returns where the plot lies; null while there is nothing to show. */
    PlotFrame frame() {
        Viewport seen = model.viewportProperty().get();
        return seen == null ? null : plotLayout().frame(seen);
    }

    private HeatmapLayout plotLayout() {
        Grid grid = model.landscapeProperty().get().grid();
        Viewport whole = Viewport.whole(grid);
        return HeatmapLayout.of(
                getWidth(),
                getHeight(),
                whole.alphaSpan() / whole.betaSpan(),
                model.settings().showAxesProperty().get() ? betaLabelWidth(grid.beta()) : 0);
    }

    private double betaLabelWidth(Axis axis) {
        if (!axis.equals(measuredAxis)) {
            measuredAxis = axis;
            measuredWidth = AxisTicks.widest(axis, labelWidths);
        }
        return measuredWidth;
    }

    private PlotTheme theme() {
        return PlotTheme.of(model.settings().darkProperty().get());
    }

    private void drawAll() {
        if (getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        PlotTheme theme = theme();
        setBackground(Background.fill(theme.background()));
        GraphicsContext graphics = cleared(still);
        Landscape landscape = model.landscapeProperty().get();
        if (landscape == null) {
            asked = null;
            EmptyPlot.paint(new PlotPen(graphics), EMPTY, getWidth(), getHeight(), theme);
        } else {
            askForPicture(theme);
            HeatmapPicture picture = model.pictureProperty().get();
            if (picture != null) {
                new HeatmapPainter(
                                graphics, plotLayout(), model.viewportProperty().get(), theme)
                        .paint(picture, labelWidths);
            }
        }
        drawOverlay();
        drawMoving();
    }

    private void drawOverlay() {
        overlay.draw(
                frame(),
                model.settings().overlays().shownProperty().get(),
                model.convexityProperty().get(),
                model.convexityStaleProperty().get(),
                getWidth(),
                getHeight(),
                theme());
    }

    private void drawMoving() {
        GraphicsContext graphics = cleared(readout);
        boolean shown = model.landscapeProperty().get() != null;
        crosshair.setVisible(shown);
        if (shown) {
            new ReadoutPainter(graphics, plotLayout(), theme()).paint(model);
            crosshair.show(
                    frame(),
                    model.settings().crosshairProperty().get(),
                    model.pinnedProperty().get(),
                    isFocusVisible(),
                    theme());
        }
        setAccessibleText(description());
    }

    private static GraphicsContext cleared(Canvas canvas) {
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        return graphics;
    }

    private String description() {
        Landscape landscape = model.landscapeProperty().get();
        if (landscape == null) {
            return EMPTY;
        }
        Reading reading = model.readingProperty().get();
        return "Heatmap of the loss. "
                + (reading == null
                        ? "Arrow keys move a crosshair, plus and minus zoom."
                        : ReadingText.of(reading, landscape).sentence());
    }

    private void askForPicture(PlotTheme theme) {
        HeatmapPicture.Request request = new HeatmapPicture.Request(
                model.look(),
                frame(),
                pixelScale(),
                model.smoothProperty().get(),
                argb(theme.hole()),
                argb(theme.holeHatch()),
                labelWidths);
        if (!request.equals(asked)) {
            asked = request;
            model.draw(request);
        }
    }

    private double pixelScale() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }

    private static int argb(Color color) {
        return 0xff000000
                | (int) Math.round(255 * color.getRed()) << 16
                | (int) Math.round(255 * color.getGreen()) << 8
                | (int) Math.round(255 * color.getBlue());
    }
}
