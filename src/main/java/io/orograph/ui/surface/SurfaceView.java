package io.orograph.ui.surface;

import io.orograph.landscape.Landscape;
import io.orograph.plot.Ticks;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/**
 * The loss as a surface that a person turns by dragging, zooms by scrolling and moves by dragging with the right
 * button or with Shift. A double click, R or Home resets the view; 1 to 4 choose a {@link ViewPreset}; the arrow keys
 * turn and plus and minus zoom. The point under the mouse is written to the settings' crosshair.
 *
 * <p>Style class {@code surface-view}, with the pseudo-class {@code dark} while the settings say so.
 */
public final class SurfaceView extends Region {

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final double NOTICE_MARGIN = 10;
    /** The time from the last movement until edges are smooth again. */
    private static final Duration REST = Duration.millis(250);
    /** The time until edges are smooth again after a landscape in the making: the next one comes within this time as a rule. */
    private static final Duration REST_IN_THE_MAKING = Duration.millis(1500);

    private final SurfaceModel model;
    private final boolean solid;
    private final SurfacePane pane;
    private final Label message = new Label();
    private final Label notice = new Label("Without a graphics processor for 3-D: drawn in 2.5-D");
    private final Region focusRing = new Region();
    private final SurfaceGestures gestures;
    /** The timer that runs while the picture changes, and a moment longer. */
    private final PauseTransition motion = new PauseTransition();

    private Projection projection;
    private String invitation = "Open a model and data, or a sample, to see its landscape";

    /** Makes a view that is drawn with the 3-D pipeline where the display has one. */
    public SurfaceView(SurfaceModel model) {
        this(model, SurfacePane.isSolidSupported());
    }

    /**
     * Makes a surface view.
     *
     * @param solid whether to use the 3-D pipeline
     */
    SurfaceView(SurfaceModel model, boolean solid) {
        this.model = model;
        this.solid = solid;
        this.pane = SurfacePane.moving(solid, model.background(), model.publisher());
        getStyleClass().add("surface-view");
        getStylesheets().add(SurfaceView.class.getResource("/css/surface.css").toExternalForm());
        message.getStyleClass().add("surface-message");
        message.setWrapText(true);
        message.setAlignment(Pos.CENTER);
        message.setMouseTransparent(true);
        notice.getStyleClass().add("surface-notice");
        notice.setMouseTransparent(true);
        notice.setWrapText(true);
        notice.setVisible(!solid);
        focusRing.getStyleClass().add("surface-focus-ring");
        focusRing.setMouseTransparent(true);
        focusRing.visibleProperty().bind(focusVisibleProperty());
        getChildren().addAll(pane, message, notice, focusRing);
        clipToBounds();
        setPrefSize(640, 480);
        setMinSize(120, 90);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        gestures = new SurfaceGestures(this, model);
        redrawOnChanges();
    }

    private void clipToBounds() {
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
    }

    private void redrawOnChanges() {
        DisplaySettings settings = model.settings();
        InvalidationListener redraw = property -> requestLayout();
        model.geometryProperty().addListener((property, before, now) -> {
            if (now != null && !now.landscape().isComplete()) {
                moved(REST_IN_THE_MAKING);
            }
            requestLayout();
        });
        model.orbitProperty().addListener((property, before, now) -> {
            moved(REST);
            requestLayout();
        });
        motion.setOnFinished(event -> requestLayout());
        settings.colorMapProperty().addListener(redraw);
        settings.showAxesProperty().addListener(redraw);
        settings.crosshairProperty().addListener(redraw);
        settings.overlays().shownProperty().addListener(property -> {
            // A path that grows or is played: without 3-D its lines are part of the picture that smooth edges take.
            if (!solid) {
                moved(REST);
            }
            requestLayout();
        });
        settings.darkProperty().addListener(property -> {
            pseudoClassStateChanged(DARK, settings.darkProperty().get());
            requestLayout();
        });
        pseudoClassStateChanged(DARK, settings.darkProperty().get());
    }

    /** Draws edges plain for a time: smooth ones cost a frame much where there is no graphics processor. */
    private void moved(Duration rest) {
        boolean restsLater = motion.getStatus() == Animation.Status.RUNNING
                && motion.getDuration().subtract(motion.getCurrentTime()).greaterThan(rest);
        if (!restsLater) {
            motion.stop();
            motion.setDuration(rest);
            motion.play();
        }
    }

    /** Keeps the view from saying how it draws, where another view beside it does. */
    public void hideNotice() {
        notice.setVisible(false);
        requestLayout();
    }

    /** Says something else in place of a landscape while there is none. */
    public void invite(String text) {
        invitation = text;
        requestLayout();
    }

    public SurfaceModel model() {
        return model;
    }

    /** Returns whether the surface is drawn with the 3-D pipeline. */
    public boolean isSolid() {
        return solid;
    }

    /** Turns to a preset and fits the surface into the view, in a short movement. */
    public void show(ViewPreset preset) {
        gestures.show(preset);
    }

    /** Goes back to where every view starts. */
    public void reset() {
        show(ViewPreset.PERSPECTIVE);
    }

    /** Returns what the view shows now, as a picture of another size: see {@link SurfaceSnapshot}. */
    public SurfaceSnapshot snapshot(int width, int height) {
        return SurfaceSnapshot.of(this, width, height);
    }

    /**
     * Returns what the view shows now on a dark or a light ground, whatever the view is on.
     *
     * @param textSize of the tick labels in pixels
     */
    public SurfaceSnapshot snapshot(int width, int height, boolean dark, double textSize) {
        return SurfaceSnapshot.of(this, width, height, dark, textSize);
    }

    SurfacePane pane() {
        return pane;
    }

    /** Returns how the surface is projected now; null while there is none. */
    Projection projection() {
        return projection;
    }

    /** Returns the point of the surface at a place of this view; null if there is none. */
    Crosshair pick(double x, double y) {
        SurfaceGeometry geometry = model.geometryProperty().get();
        return geometry == null || projection == null ? null : SightLine.pick(geometry, projection, x, y);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        SurfaceGeometry geometry = model.geometryProperty().get();
        boolean drawn = geometry != null && width >= 1 && height >= 1;
        pane.setVisible(drawn);
        projection = null;
        if (drawn) {
            pane.resizeRelocate(0, 0, width, height);
            pane.picture().antialias(motion.getStatus() != Animation.Status.RUNNING);
            SurfacePane.Appearance appearance = SurfacePane.Appearance.of(model.settings());
            projection = pane.draw(geometry, model.orbitProperty().get(), appearance, width, height, 1);
            model.setPixel(1 / projection.pixelsPerUnit());
        }
        layoutTexts(geometry, width, height);
    }

    private void layoutTexts(SurfaceGeometry geometry, double width, double height) {
        focusRing.resizeRelocate(0, 0, width, height);
        String text = message(geometry);
        message.setText(text);
        message.setVisible(!text.isEmpty());
        double messageWidth = Math.min(420, width * 0.86);
        double messageHeight = Math.min(message.prefHeight(messageWidth), height);
        message.resizeRelocate((width - messageWidth) / 2, (height - messageHeight) / 2, messageWidth, messageHeight);
        double noticeWidth = Math.min(notice.prefWidth(-1), Math.max(0, width - 2 * NOTICE_MARGIN));
        notice.resizeRelocate(NOTICE_MARGIN, NOTICE_MARGIN, noticeWidth, notice.prefHeight(noticeWidth));
        setAccessibleText(text.isEmpty() ? accessibleText(geometry) : text);
    }

    private String message(SurfaceGeometry geometry) {
        if (geometry == null) {
            return model.landscapeProperty().get() == null ? invitation : "";
        }
        if (!geometry.isEmpty()) {
            return "";
        }
        Landscape landscape = geometry.landscape();
        if (landscape.evaluatedCells() == 0) {
            return "Waiting for the first losses";
        }
        if (geometry.scale().logarithmic() && !Double.isNaN(landscape.min())) {
            return "No loss here is above 0, so there is no logarithm to draw: choose the linear scale";
        }
        return "Every loss here is NaN or infinite, so there is no height to draw: "
                + (isCenterInvalid(landscape)
                        ? "the model's own loss is, so look for wrong values in its data"
                        : "try a smaller range");
    }

    private static boolean isCenterInvalid(Landscape landscape) {
        int center = landscape.grid().center();
        return center >= 0 && landscape.isEvaluated(center) && !Double.isFinite(landscape.centerLoss());
    }

    private String accessibleText(SurfaceGeometry geometry) {
        if (geometry == null) {
            return "Loss surface, being drawn";
        }
        Landscape landscape = geometry.landscape();
        return "Loss surface, " + landscape.grid().nx() + " by "
                + landscape.grid().ny() + " cells, loss from "
                + Ticks.number(landscape.min(), 3) + " to "
                + Ticks.number(landscape.max(), 3)
                + ". Arrow keys turn it, plus and minus zoom, R resets.";
    }
}
