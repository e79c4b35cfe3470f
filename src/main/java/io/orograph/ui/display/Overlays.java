package io.orograph.ui.display;

import io.orograph.plot.Overlay;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The paths and marks over the landscape, from several sources at once: each has a layer of its own and knows nothing of
 * the others. Coordinates are those of the landscape that is shown: whoever puts a layer takes it away when the plane
 * changes.
 */
public final class Overlays {

    private final Map<Object, Overlay> layers = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<Overlay> shown = new ReadOnlyObjectWrapper<>(this, "shown", Overlay.NONE);

    /**
     * Puts or replaces a layer; the layer that came last lies on top.
     *
     * @param source whose layer it is
     * @param overlay {@link Overlay#NONE} to take it away
     */
    public void put(Object source, Overlay overlay) {
        if (overlay.isEmpty() && !layers.containsKey(source)) {
            return;
        }
        if (overlay.isEmpty()) {
            layers.remove(source);
        } else {
            layers.put(source, overlay);
        }
        Overlay all = Overlay.NONE;
        for (Overlay layer : layers.values()) {
            all = all.with(layer);
        }
        shown.set(all);
    }

    /** All layers together; never null. */
    public ReadOnlyObjectProperty<Overlay> shownProperty() {
        return shown.getReadOnlyProperty();
    }
}
