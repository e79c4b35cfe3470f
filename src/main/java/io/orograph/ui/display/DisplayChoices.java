package io.orograph.ui.display;

import io.orograph.choice.Named;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.Quantity;
import java.util.Optional;

/**
 * The display settings as values, to be kept and taken back.
 *
 * @param colorMap name of the colours
 * @param logarithmic whether the scale is logarithmic as a person chose; null where the landscape says it
 * @param verticalScale height of the surface
 * @param clipPercentile where heights and colours end
 * @param contours whether contours are drawn
 * @param axes whether axes are drawn
 * @param quantity label of what heights show; null for the loss, as before it could be chosen
 * @param colorQuantity label of what colours show; null for what heights do
 */
public record DisplayChoices(
        String colorMap,
        Boolean logarithmic,
        double verticalScale,
        double clipPercentile,
        boolean contours,
        boolean axes,
        String quantity,
        String colorQuantity) {

    /** Returns the settings as they are. */
    public static DisplayChoices of(DisplaySettings settings) {
        return new DisplayChoices(
                settings.colorMapProperty().get().name(),
                settings.chosenScale(),
                settings.verticalScaleProperty().get(),
                settings.clipPercentileProperty().get(),
                settings.showContoursProperty().get(),
                settings.showAxesProperty().get(),
                settings.quantityProperty().get().label(),
                settings.colorQuantityProperty().get().map(Quantity::label).orElse(null));
    }

    /**
     * Takes these settings; a value that cannot be is left out.
     *
     * @param landscape that is shown; null for none
     */
    public void applyTo(DisplaySettings settings, Landscape landscape) {
        ColorMap.all().stream()
                .filter(map -> map.name().equals(colorMap))
                .findFirst()
                .ifPresent(settings.colorMapProperty()::set);
        settings.takeScaleBack(logarithmic, landscape);
        if (verticalScale >= DisplaySettings.MIN_VERTICAL_SCALE
                && verticalScale <= DisplaySettings.MAX_VERTICAL_SCALE) {
            settings.verticalScaleProperty().set(verticalScale);
        }
        if (clipPercentile > 0 && clipPercentile <= 100) {
            settings.clipPercentileProperty().set(clipPercentile);
        }
        settings.showContoursProperty().set(contours);
        settings.showAxesProperty().set(axes);
        settings.quantityProperty().set(find(quantity).orElse(Quantity.LOSS));
        settings.colorQuantityProperty().set(find(colorQuantity));
    }

    private static Optional<Quantity> find(String label) {
        return Named.find(Quantity.class, label == null ? "" : label);
    }
}
