package io.orograph.ui.surface;

import io.orograph.landscape.Landscape;
import io.orograph.plot.BoxView;
import io.orograph.plot.LossScale;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.task.LatestWork;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * The contents of a surface view: a landscape, shown as the shared settings say, from some place. The model belongs to
 * the JavaFX application thread; meshes are computed on the background executor, one at a time and always for the
 * newest state.
 */
public final class SurfaceModel {

    private static final double USUAL_PIXEL = 0.2;
    /** Lines are made anew when the size of a pixel has changed by this factor. */
    private static final double PIXEL_STEP = 1.25;

    /**
     * The number of vertices along a side for which a view has room, at five pixels each. More of them would cost a
     * display without a graphics processor its smoothness, and a mesh that is the same for all fine grids needs no new
     * faces when the grid changes.
     */
    static final int VERTICES = 101;

    private final ObjectProperty<Landscape> landscape = new SimpleObjectProperty<>(this, "landscape");
    private final ObjectProperty<Landscape> colors = new SimpleObjectProperty<>(this, "colors");
    private final ObjectProperty<Landscape> readFrom = new SimpleObjectProperty<>(this, "readFrom");
    private final ObjectProperty<LossScale> scale = new SimpleObjectProperty<>(this, "scale");
    private final ReadOnlyObjectWrapper<SurfaceGeometry> geometry = new ReadOnlyObjectWrapper<>(this, "geometry");
    private final ObjectProperty<Orbit> orbit = new SimpleObjectProperty<>(this, "orbit", Orbit.START);
    private final DoubleProperty pixel = new SimpleDoubleProperty(this, "pixel", USUAL_PIXEL);
    private final DisplaySettings settings;
    private final Executor background;
    private final Executor publisher;
    private final LatestWork<Request, SurfaceGeometry> computing;

    /** The geometry that was computed last, on any thread: the next takes over what has not changed. */
    private volatile SurfaceGeometry previous;

    /** A landscape, and how to draw it. */
    private record Request(SurfaceGeometry.Shown shown, SurfaceGeometry.Options options) {}

    /**
     * Makes a surface model.
     *
     * @param background runs the computation of meshes, some milliseconds each; before it is shut down, the landscape
     *     is to be set to null
     */
    public SurfaceModel(DisplaySettings settings, Executor background) {
        this(settings, background, Platform::runLater);
    }

    /**
     * Makes a surface model.
     *
     * @param publisher brings results back to the thread that the model belongs to
     */
    SurfaceModel(DisplaySettings settings, Executor background, Executor publisher) {
        this.settings = Objects.requireNonNull(settings);
        this.background = Objects.requireNonNull(background);
        this.publisher = publisher;
        this.computing = new LatestWork<>(background, publisher, this::compute, this::publish);
        InvalidationListener change = property -> request();
        landscape.addListener(change);
        colors.addListener(change);
        scale.addListener(change);
        pixel.addListener(change);
        settings.logarithmicProperty().addListener(change);
        settings.verticalScaleProperty().addListener(change);
        settings.clipPercentileProperty().addListener(change);
        settings.showContoursProperty().addListener(change);
    }

    /** Returns the landscape to show, whole or in the making; null for none. */
    public ObjectProperty<Landscape> landscapeProperty() {
        return landscape;
    }

    /** Returns what the colours show, over the same grid as the landscape; null for the same as the heights. */
    public ObjectProperty<Landscape> colorsProperty() {
        return colors;
    }

    /** Returns the landscape that the reading at the crosshair is of; null for the one that is shown. */
    public ObjectProperty<Landscape> readFromProperty() {
        return readFrom;
    }

    /**
     * Returns the scale of heights and colours where it is common to several views; null, as at the start, for one that follows
     * from the landscape and the settings.
     */
    public ObjectProperty<LossScale> scaleProperty() {
        return scale;
    }

    /** Returns the settings given at the start, shared with the other views. */
    public DisplaySettings settings() {
        return settings;
    }

    Executor background() {
        return background;
    }

    Executor publisher() {
        return publisher;
    }

    ReadOnlyObjectProperty<SurfaceGeometry> geometryProperty() {
        return geometry.getReadOnlyProperty();
    }

    /** Returns the place from which the surface is looked at; bound to each other, those of several views make their cameras one. */
    public ObjectProperty<Orbit> orbitProperty() {
        return orbit;
    }

    /** Tells how large a pixel of the view is in the box's units; lines are made of about the right width for it. */
    void setPixel(double size) {
        double steps = Math.rint(Math.log(size) / Math.log(PIXEL_STEP));
        pixel.set(Math.pow(PIXEL_STEP, steps));
    }

    private void request() {
        Landscape wanted = landscape.get();
        if (wanted == null) {
            geometry.set(null);
            previous = null;
        } else {
            computing.request(new Request(new SurfaceGeometry.Shown(wanted, colors.get()), options()));
        }
    }

    private SurfaceGeometry compute(Request request) {
        SurfaceGeometry made = SurfaceGeometry.of(request.shown(), request.options(), previous);
        previous = made;
        return made;
    }

    private void publish(SurfaceGeometry made) {
        if (landscape.get() == null) {
            previous = null;
        } else {
            geometry.set(made);
        }
    }

    private SurfaceGeometry.Options options() {
        return new SurfaceGeometry.Options(
                settings.logarithmicProperty().get(),
                verticalScale(),
                settings.clipPercentileProperty().get(),
                settings.showContoursProperty().get(),
                pixel.get(),
                this.scale.get(),
                VERTICES);
    }

    private double verticalScale() {
        return Math.max(
                DisplaySettings.MIN_VERTICAL_SCALE,
                Math.min(
                        DisplaySettings.MAX_VERTICAL_SCALE,
                        settings.verticalScaleProperty().get()));
    }

    /** Returns the direction from which the surface is looked at now, for a figure: neither nearer nor moved aside. */
    public BoxView view() {
        return orbit.get().view(verticalScale());
    }
}
