package io.orograph.ui.heatmap;

import io.orograph.landscape.Axis;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.PlotParts;
import io.orograph.plot.Viewport;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.task.LatestWork;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * The contents of a heatmap: the landscape, the visible part of the plane, the crosshair and what the landscape says
 * there. The picture is made in the background from immutable values; the newest request wins. Everything else belongs
 * to the JavaFX application thread.
 */
public final class HeatmapModel {

    private final DisplaySettings settings;
    private final LatestWork<HeatmapPicture.Request, HeatmapPicture> work;
    private final ObjectProperty<Landscape> landscape = new SimpleObjectProperty<>(this, "landscape");
    private final ObjectProperty<Landscape> readFrom = new SimpleObjectProperty<>(this, "readFrom");
    private final ObjectProperty<ConvexityMap> convexity = new SimpleObjectProperty<>(this, "convexity");
    private final BooleanProperty convexityStale = new SimpleBooleanProperty(this, "convexityStale");
    private final BooleanProperty smooth = new SimpleBooleanProperty(this, "smooth", true);
    private final ReadOnlyBooleanWrapper pinned = new ReadOnlyBooleanWrapper(this, "pinned", false);
    private final ReadOnlyObjectWrapper<Viewport> viewport = new ReadOnlyObjectWrapper<>(this, "viewport");
    private final ReadOnlyObjectWrapper<Reading> reading = new ReadOnlyObjectWrapper<>(this, "reading");
    private final ReadOnlyObjectWrapper<HeatmapPicture> picture = new ReadOnlyObjectWrapper<>(this, "picture");

    /** The newest data; only the background work touches them, one piece of work at a time. */
    private LandscapeData data;

    private Consumer<Crosshair> naming = point -> {};

    private HeatmapPicture.Subject dataSubject;

    /** The flag that the crosshair follows the pointer, so that it goes when the pointer goes. */
    private boolean hovering;

    /**
     * Makes a heatmap model.
     *
     * @param settings shared with the other views
     * @param background runs the making of pictures
     */
    public HeatmapModel(DisplaySettings settings, Executor background) {
        this.settings = settings;
        this.work = new LatestWork<>(background, Platform::runLater, this::make, this::publish);
        InvalidationListener readAgain = change -> reading.set(read());
        landscape.addListener((property, before, after) -> landscapeChanged(before, after));
        landscape.addListener(readAgain);
        readFrom.addListener(readAgain);
        settings.crosshairProperty().addListener(readAgain);
        settings.crosshairProperty().addListener((property, before, after) -> {
            if (after == null) {
                pinned.set(false);
            }
        });
    }

    /** Returns the landscape to show, whole or in the making; null while there is none. */
    public ObjectProperty<Landscape> landscapeProperty() {
        return landscape;
    }

    /** Returns the landscape that the reading at the crosshair is of; null for the one that is shown. */
    public ObjectProperty<Landscape> readFromProperty() {
        return readFrom;
    }

    /** Returns a map over the same plane that is drawn over the colours; null for none. */
    public ObjectProperty<ConvexityMap> convexityProperty() {
        return convexity;
    }

    /** Tells whether the map of convexity is being measured anew, so that it is shown in grey. */
    public BooleanProperty convexityStaleProperty() {
        return convexityStale;
    }

    /** Tells whether values between cells are interpolated; otherwise each cell has one colour. */
    public BooleanProperty smoothProperty() {
        return smooth;
    }

    /** Tells whether the crosshair stays where it is when the pointer moves. */
    public ReadOnlyBooleanProperty pinnedProperty() {
        return pinned.getReadOnlyProperty();
    }

    /** Returns the visible part of the plane; null while there is no landscape. */
    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    /** Returns what the landscape says at the crosshair; null without a landscape or a crosshair. */
    public ReadOnlyObjectProperty<Reading> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** Returns the newest picture; null while there is none. */
    ReadOnlyObjectProperty<HeatmapPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    public DisplaySettings settings() {
        return settings;
    }

    /** Tells whether the picture is as new as what was asked for. */
    public boolean isUpToDate() {
        return work.isIdle();
    }

    private void landscapeChanged(Landscape before, Landscape after) {
        if (after == null) {
            viewport.set(null);
            picture.set(null);
            clear();
        } else if (before == null || !Viewport.whole(before.grid()).equals(Viewport.whole(after.grid()))) {
            viewport.set(Viewport.whole(after.grid()));
        }
    }

    private Reading read() {
        Crosshair point = settings.crosshairProperty().get();
        return landscape.get() == null || point == null ? null : Reading.at(readLandscape(), point);
    }

    /** Returns the landscape that readings are of, which is there only while one is shown. */
    Landscape readLandscape() {
        return readFrom.get() == null ? landscape.get() : readFrom.get();
    }

    /** Points at a place, unless the crosshair is pinned: at that place, or at its cell if pixels are crisp. */
    public void hover(double alpha, double beta) {
        if (landscape.get() != null && !pinned.get()) {
            hovering = true;
            place(alpha, beta);
        }
    }

    private void place(double alpha, double beta) {
        Grid grid = landscape.get().grid();
        Crosshair cell = new Crosshair(
                grid.alpha().value(grid.alpha().nearest(alpha)),
                grid.beta().value(grid.beta().nearest(beta)));
        settings.crosshairProperty().set(smooth.get() ? new Crosshair(alpha, beta) : cell);
    }

    /**
     * Takes note that the pointer has gone. A crosshair that followed it goes too; one that is pinned or was put by
     * keys stays.
     */
    public void leave() {
        if (hovering && !pinned.get()) {
            clear();
        }
    }

    /** Holds the crosshair at a place; holds it no longer if it was held. */
    public void togglePin(double alpha, double beta) {
        if (landscape.get() != null) {
            pinned.set(!pinned.get());
            hovering = true;
            place(alpha, beta);
        }
    }

    /** Has someone name points: by a click with Shift, or by P at the crosshair. */
    public void nameBy(Consumer<Crosshair> names) {
        naming = names;
    }

    /** Has a point be named. */
    void name(Crosshair point) {
        if (landscape.get() != null) {
            naming.accept(point);
        }
    }

    /** Takes the crosshair away. */
    public void clear() {
        pinned.set(false);
        hovering = false;
        settings.crosshairProperty().set(null);
    }

    /** Moves the crosshair by so many cells from the cell nearest to it; from θ₀ if there is none yet. */
    public void step(int right, int up) {
        if (landscape.get() == null) {
            return;
        }
        Crosshair from = settings.crosshairProperty().get();
        if (from == null) {
            home();
            return;
        }
        Grid grid = landscape.get().grid();
        int ix = Math.max(0, Math.min(grid.nx() - 1, grid.alpha().nearest(from.alpha()) + right));
        int iy = Math.max(0, Math.min(grid.ny() - 1, grid.beta().nearest(from.beta()) + up));
        show(new Crosshair(grid.alpha().value(ix), grid.beta().value(iy)));
    }

    /** Moves the crosshair to θ₀, or to the grid's point nearest to it. */
    public void home() {
        if (landscape.get() != null) {
            show(new Crosshair(
                    inside(landscape.get().grid().alpha(), 0),
                    inside(landscape.get().grid().beta(), 0)));
        }
    }

    private static double inside(Axis axis, double value) {
        return Math.max(axis.from(), Math.min(axis.to(), value));
    }

    private void show(Crosshair point) {
        hovering = false;
        settings.crosshairProperty().set(point);
        viewport.set(viewport.get()
                .showing(point.alpha(), point.beta(), landscape.get().grid()));
    }

    /** Zooms nearer (factor above 1) or farther about a place that stays where it is. */
    public void zoom(double factor, double alpha, double beta) {
        if (landscape.get() != null) {
            viewport.set(
                    viewport.get().zoomed(factor, alpha, beta, landscape.get().grid()));
        }
    }

    /** Zooms nearer or farther about the crosshair, or about the middle if there is none. */
    public void zoom(double factor) {
        Viewport seen = viewport.get();
        if (seen == null) {
            return;
        }
        Crosshair point = settings.crosshairProperty().get();
        if (point == null) {
            zoom(factor, (seen.alphaFrom() + seen.alphaTo()) / 2, (seen.betaFrom() + seen.betaTo()) / 2);
        } else {
            zoom(factor, point.alpha(), point.beta());
        }
    }

    /** Moves the visible part of the plane. */
    public void pan(double alpha, double beta) {
        if (landscape.get() != null) {
            viewport.set(viewport.get().moved(alpha, beta, landscape.get().grid()));
        }
    }

    /** Shows the whole grid again. */
    public void resetZoom() {
        if (landscape.get() != null) {
            viewport.set(Viewport.whole(landscape.get().grid()));
        }
    }

    /** Returns how many times nearer than the whole grid the visible part is. */
    public double magnification() {
        return landscape.get() == null
                ? 1
                : Viewport.whole(landscape.get().grid()).alphaSpan()
                        / viewport.get().alphaSpan();
    }

    /** Asks for a picture of the landscape as it is set now. */
    void draw(HeatmapPicture.Request request) {
        work.request(request);
    }

    /** Returns the landscape to show with its scale. */
    HeatmapPicture.Subject subject() {
        return new HeatmapPicture.Subject(
                landscape.get(),
                settings.logarithmicProperty().get(),
                settings.clipPercentileProperty().get(),
                viewport.get());
    }

    /** Returns how the plane is shown, with all that lies over it. */
    PlaneLook look() {
        return still().with(settings.overlays().shownProperty().get()).with(convexity.get(), convexityStale.get());
    }

    /** Returns how the plane is shown, without what may move over it. */
    PlaneLook still() {
        PlotParts parts = PlotParts.ALL
                .withContours(settings.showContoursProperty().get())
                .withAxes(settings.showAxesProperty().get());
        return PlaneLook.of(settings.colorMapProperty().get()).with(parts).smooth(smooth.get());
    }

    private HeatmapPicture make(HeatmapPicture.Request request) {
        if (!request.subject().equals(dataSubject)) {
            data = request.subject().data();
            dataSubject = request.subject();
        }
        return HeatmapPicture.of(request, data);
    }

    /** Shows a picture, unless its landscape was closed while it was under way. */
    private void publish(HeatmapPicture made) {
        if (landscape.get() != null) {
            picture.set(made);
        }
    }
}
