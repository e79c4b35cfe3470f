package io.orograph.ui.slices;

import io.orograph.figure.LossScale;
import io.orograph.landscape.Landscape;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.slices.Slice.Direction;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * The two slices of a landscape through the crosshair, or through θ₀ while there is none, on the scale of the other
 * views. The model belongs to the JavaFX application thread.
 */
public final class SlicesModel {

    private static final Crosshair ORIGIN = new Crosshair(0, 0);

    private final DisplaySettings settings;
    private final ObjectProperty<Landscape> landscape = new SimpleObjectProperty<>(this, "landscape");
    private final ReadOnlyObjectWrapper<Slice> alongAlpha = new ReadOnlyObjectWrapper<>(this, "alongAlpha");
    private final ReadOnlyObjectWrapper<Slice> alongBeta = new ReadOnlyObjectWrapper<>(this, "alongBeta");
    private final ReadOnlyObjectWrapper<LossScale> scale = new ReadOnlyObjectWrapper<>(this, "scale");

    public SlicesModel(DisplaySettings settings) {
        this.settings = settings;
        InvalidationListener rescale = change -> rescale();
        landscape.addListener(rescale);
        settings.logarithmicProperty().addListener(rescale);
        settings.clipPercentileProperty().addListener(rescale);
        landscape.addListener((property, before, after) -> cut());
        settings.crosshairProperty().addListener((property, before, after) -> cut());
    }

    /** Returns the landscape to cut, whole or in the making; null while there is none. */
    public ObjectProperty<Landscape> landscapeProperty() {
        return landscape;
    }

    /** Returns the slice along α; null without a landscape. */
    public ReadOnlyObjectProperty<Slice> alongAlphaProperty() {
        return alongAlpha.getReadOnlyProperty();
    }

    /** Returns the slice along β; null without a landscape. */
    public ReadOnlyObjectProperty<Slice> alongBetaProperty() {
        return alongBeta.getReadOnlyProperty();
    }

    /** Returns the scale of the losses, the same as on the surface and the heatmap; null without a landscape. */
    public ReadOnlyObjectProperty<LossScale> scaleProperty() {
        return scale.getReadOnlyProperty();
    }

    public DisplaySettings settings() {
        return settings;
    }

    /** Returns where the slices cross: the crosshair, or θ₀ while there is none. */
    public Crosshair crossing() {
        Crosshair point = settings.crosshairProperty().get();
        return point == null ? ORIGIN : point;
    }

    private void rescale() {
        Landscape shown = landscape.get();
        if (shown == null) {
            scale.set(null);
            return;
        }
        LossScale whole = LossScale.of(shown, settings.logarithmicProperty().get());
        double percentile = settings.clipPercentileProperty().get();
        scale.set(percentile < 100 ? whole.clippedAtPercentile(shown, percentile) : whole);
    }

    private void cut() {
        Landscape shown = landscape.get();
        Crosshair at = crossing();
        alongAlpha.set(shown == null ? null : Slice.through(shown, Direction.ALPHA, at.beta()));
        alongBeta.set(shown == null ? null : Slice.through(shown, Direction.BETA, at.alpha()));
    }
}
