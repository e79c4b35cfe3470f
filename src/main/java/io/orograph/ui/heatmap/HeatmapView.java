package io.orograph.ui.heatmap;

import io.orograph.landscape.Landscape;
import io.orograph.plot.BoxView;
import io.orograph.plot.EmptyPlot;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.HeatmapPlot;
import io.orograph.plot.LandscapePlot;
import io.orograph.plot.PlotFrame;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Quantity;
import io.orograph.plot.Rect;
import io.orograph.plot.Theme;
import io.orograph.plot.Viewport;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.display.FxPen;
import io.orograph.ui.display.PlotSource;
import io.orograph.ui.display.Redraw;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/**
 * A landscape seen from above: colours with contours, axes and a colour bar, a crosshair and what the landscape says
 * there. A canvas holds what stands still; what follows the pointer lies over it, so that pointing draws little. Style
 * class {@code heatmap-view}.
 */
public final class HeatmapView extends Region implements PlotSource {

    private static final String EMPTY = "The heatmap appears when a landscape is evaluated";
    private static final double SMALLEST_WIDTH = 320;
    private static final double SMALLEST_HEIGHT = 280;
    private static final double USUAL_SIZE = 480;

    private final HeatmapModel model;
    private final Canvas still = new Canvas();
    private final Canvas overlay = new Canvas();
    private final Canvas readout = new Canvas();
    private final CrosshairShape crosshair = new CrosshairShape();
    private final Redraw redrawAll = new Redraw(this::drawAll);
    private final Redraw redrawOverlay = new Redraw(this::drawOverlay);
    private final Redraw redrawMoving = new Redraw(this::drawMoving);
    private HeatmapPicture.Request asked;
    private boolean overlayDrawn;

    public HeatmapView(HeatmapModel model) {
        this.model = model;
        getStyleClass().add("heatmap-view");
        getChildren().addAll(still, overlay, readout, crosshair);
        for (Canvas canvas : List.of(still, overlay, readout)) {
            canvas.setManaged(false);
            canvas.setMouseTransparent(true);
        }
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
        for (Canvas canvas : List.of(still, overlay)) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
        }
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

    /** Returns where the plot lies, with the part of the plane that is asked for; null while there is nothing to show. */
    PlotFrame frame() {
        HeatmapPicture picture = model.pictureProperty().get();
        Viewport seen = model.viewportProperty().get();
        if (picture == null || seen == null) {
            return null;
        }
        Rect area = HeatmapLayout.plotArea(getWidth(), getHeight());
        return new PlotFrame(plot(picture).frame(area).rect(), seen);
    }

    @Override
    public Optional<Shown> shown() {
        HeatmapPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return Optional.empty();
        }
        LandscapePlot plot = new LandscapePlot(picture.data(), model.look(), FigureVariant.HEATMAP, BoxView.STANDARD);
        return Optional.of(new Shown(
                plot.seeing(model.viewportProperty().get()),
                picture.data().landscape().provenance()));
    }

    @Override
    public boolean showsLandscape() {
        return true;
    }

    /** Returns the plot of a picture's data with all that lies over it now. */
    HeatmapPlot plot(HeatmapPicture picture) {
        return new HeatmapPlot(
                style(), picture.data(), model.look(), model.viewportProperty().get());
    }

    private PlotStyle style() {
        return PlotStyle.screen(Theme.of(model.settings().darkProperty().get()));
    }

    private void drawAll() {
        if (getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        PlotStyle style = style();
        setBackground(Background.fill(FxPen.color(style.theme().ground())));
        GraphicsContext graphics = cleared(still);
        if (model.landscapeProperty().get() == null) {
            asked = null;
            EmptyPlot.draw(new FxPen(graphics), new Rect(0, 0, getWidth(), getHeight()), style, EMPTY);
        } else {
            askForPicture(style);
            HeatmapPicture picture = model.pictureProperty().get();
            if (picture != null) {
                picture.drawn().replay(new FxPen(graphics, picture.images()));
            }
        }
        drawOverlay();
        drawMoving();
    }

    /** Draws what lies over the picture; what lies on another plane waits for the picture of that. */
    private void drawOverlay() {
        HeatmapPicture picture = model.pictureProperty().get();
        Landscape wanted = model.landscapeProperty().get();
        boolean shown = picture != null && wanted != null;
        if (shown && !picture.isOfPlaneOf(wanted)) {
            return;
        }
        if (overlayDrawn) {
            cleared(overlay);
        }
        overlayDrawn = shown;
        if (shown) {
            picture.drawOver(new FxPen(overlay.getGraphicsContext2D()), model.look());
        }
    }

    private void drawMoving() {
        GraphicsContext graphics = cleared(readout);
        PlotFrame frame = model.landscapeProperty().get() == null ? null : frame();
        crosshair.setVisible(frame != null);
        if (frame != null) {
            HeatmapPlot plot = plot(model.pictureProperty().get());
            HeatmapLayout layout = HeatmapLayout.of(plot, getWidth(), getHeight());
            new ReadoutPainter(new FxPen(graphics), layout, style()).paint(model);
            crosshair.show(
                    frame,
                    model.settings().crosshairProperty().get(),
                    model.pinnedProperty().get(),
                    isFocusVisible(),
                    style().theme());
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
        return "Heatmap of the " + Quantity.of(landscape).title().toLowerCase(Locale.ROOT) + ". "
                + (reading == null
                        ? "Arrow keys move a crosshair, plus and minus zoom."
                        : ReadingText.of(reading, model.readLandscape()).sentence());
    }

    private void askForPicture(PlotStyle style) {
        HeatmapPicture.Request request = new HeatmapPicture.Request(
                model.subject(),
                model.still(),
                model.viewportProperty().get(),
                style,
                getWidth(),
                getHeight(),
                pixelScale());
        if (!request.equals(asked)) {
            asked = request;
            model.draw(request);
        }
    }

    private double pixelScale() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }
}
