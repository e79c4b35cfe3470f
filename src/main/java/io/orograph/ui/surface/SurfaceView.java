package io.orograph.ui.surface;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.LandscapePlot;
import io.orograph.plot.PlaneLook;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.display.PlotSource;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/**
 * The loss as a surface that a person turns by dragging, zooms by scrolling and moves by dragging with the right
 * button or with Shift. A double click, R or Home resets the view; 1 to 4 choose a {@link ViewPreset}; the arrow keys
 * turn and plus and minus zoom; a click with the right button opens the menu of the plot. The point under the mouse is written to the settings' crosshair.
 *
 * <p>Style class {@code surface-view}, with the pseudo-class {@code dark} while the settings say so.
 */
public final class SurfaceView extends Region implements PlotSource {

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    /** The time from the last movement until edges are smooth again. */
    private static final Duration REST = Duration.millis(250);
    /** The time until edges are smooth again after a landscape in the making: the next one comes within this time as a rule. */
    private static final Duration REST_IN_THE_MAKING = Duration.millis(1500);

    private final SurfaceModel model;
    private final boolean solid;
    private final SurfacePane pane;
    private final SurfaceTexts texts = new SurfaceTexts();
    private final SurfaceGestures gestures;
    /** The timer that runs while the picture changes, and a moment longer. */
    private final PauseTransition motion = new PauseTransition();

    private Projection projection;

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
        texts.showNotice(!solid);
        texts.focusRing().visibleProperty().bind(focusVisibleProperty());
        getChildren().add(pane);
        getChildren().addAll(texts.nodes());
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

    /** Keeps the view from saying how it draws, where another view beside it does or a person knows. */
    public void hideNotice() {
        texts.showNotice(false);
        requestLayout();
    }

    /** Has something done when a person dismisses what the view says of how it draws. */
    public void whenNoticeDismissed(Runnable action) {
        texts.whenNoticeDismissed(action);
    }

    /** Says something else in place of a landscape while there is none. */
    public void invite(String text) {
        texts.invite(text);
        requestLayout();
    }

    /** Shows the bar of colours and the reading under the pointer, or leaves them to views beside this one. */
    public void showReading(boolean shown) {
        texts.showReading(shown);
        requestLayout();
    }

    /** Returns the width beyond which a view of a height shows the surface of a square plane no larger. */
    public static double usefulWidth(double height) {
        SurfaceBox usual = SurfaceBox.of(Grid.square(1, 3), 1);
        return Framing.usefulWidth(ViewPreset.PERSPECTIVE.elevation(), usual, Math.max(1, height));
    }

    /** Returns the rectangle around the box as it is seen now, in the view's coordinates; empty while there is none. */
    public Bounds boxBounds() {
        return projection == null ? new BoundingBox(0, 0, -1, -1) : projection.bounds();
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

    /** Returns the surface as it is seen, whole, with its axes. */
    @Override
    public Optional<Shown> shown() {
        Landscape landscape = model.landscapeProperty().get();
        if (model.geometryProperty().get() == null || landscape == null) {
            return Optional.empty();
        }
        DisplaySettings settings = model.settings();
        PlaneLook look = PlaneLook.of(settings.colorMapProperty().get())
                .with(settings.overlays().shownProperty().get());
        return Optional.of(new Shown(
                new LandscapePlot(settings.data(landscape), look, FigureVariant.SURFACE, model.view()),
                landscape.provenance()));
    }

    @Override
    public boolean showsLandscape() {
        return true;
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
            gestures.refit(geometry.box(), width, height);
            pane.picture().antialias(motion.getStatus() != Animation.Status.RUNNING);
            SurfacePane.Appearance appearance = SurfacePane.Appearance.of(model.settings());
            projection = pane.draw(geometry, model.orbitProperty().get(), appearance, width, height, 1);
            model.setPixel(1 / projection.pixelsPerUnit());
        }
        texts.show(
                geometry,
                model.landscapeProperty().get(),
                model.readFromProperty().get(),
                model.settings());
        texts.layout(width, height);
        setAccessibleText(texts.accessibleText());
    }
}
