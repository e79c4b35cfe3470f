package io.orograph.ui.slices;

import io.orograph.landscape.Landscape;
import io.orograph.landscape.Profiles;
import io.orograph.plot.LossScale;
import io.orograph.plot.SlicesPlot;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
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

    private final DisplaySettings settings;
    private final ObjectProperty<Landscape> landscape = new SimpleObjectProperty<>(this, "landscape");
    private final ObjectProperty<Profiles> others = new SimpleObjectProperty<>(this, "others");
    private final ReadOnlyObjectWrapper<LossScale> scale = new ReadOnlyObjectWrapper<>(this, "scale");

    public SlicesModel(DisplaySettings settings) {
        this.settings = settings;
        InvalidationListener rescale = change -> rescale();
        landscape.addListener(rescale);
        settings.logarithmicProperty().addListener(rescale);
        settings.clipPercentileProperty().addListener(rescale);
    }

    /** Returns the landscape to cut, whole or in the making; null while there is none. */
    public ObjectProperty<Landscape> landscapeProperty() {
        return landscape;
    }

    /** Returns the loss along the axes of other random planes, drawn behind slices through θ₀; null for none. */
    public ObjectProperty<Profiles> othersProperty() {
        return others;
    }

    /** Returns the scale of the losses, the same as on the surface and the heatmap; null without a landscape. */
    public ReadOnlyObjectProperty<LossScale> scaleProperty() {
        return scale.getReadOnlyProperty();
    }

    public DisplaySettings settings() {
        return settings;
    }

    /**
     * Returns what there is to draw; null without a landscape.
     *
     * @param marked whether the crosshair is marked, as in the window
     */
    public SlicesPlot plot(boolean marked) {
        Landscape shown = landscape.get();
        if (shown == null) {
            return null;
        }
        Crosshair point = settings.crosshairProperty().get();
        SlicesPlot.Point crossing =
                point == null ? SlicesPlot.Point.ORIGIN : new SlicesPlot.Point(point.alpha(), point.beta());
        return new SlicesPlot(shown, crossing, scale.get(), others.get(), marked && point != null);
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
}
