package io.orograph.ui.export;

import io.orograph.choice.Named;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.FontFamily;
import io.orograph.plot.PagePreset;
import io.orograph.ui.settings.FigureChoices;
import java.util.OptionalDouble;

/** Takes what a person chose about the last figure out of the stored settings, and puts it there. */
final class FigureMemory {

    private FigureMemory() {}

    /** Returns the settings of the last figure; those of a new one where something stored makes no sense. */
    static FigureSettings settings(FigureChoices stored, boolean dark) {
        FigureSettings.Ground usual = dark ? FigureSettings.Ground.DARK : FigureSettings.Ground.LIGHT;
        try {
            return new FigureSettings(
                    Named.find(PagePreset.class, stored.preset()).orElse(PagePreset.PAGE),
                    points(stored.width()),
                    points(stored.height()),
                    points(stored.text()),
                    Named.find(FigureSettings.Ground.class, stored.ground()).orElse(usual),
                    new FigureSettings.Words(null, null, stored.letters()),
                    stored.dpi(),
                    shipped(stored.font()));
        } catch (IllegalArgumentException e) {
            return FigureSettings.DEFAULT.with(usual);
        }
    }

    private static OptionalDouble points(double length) {
        return length > 0 ? OptionalDouble.of(length) : OptionalDouble.empty();
    }

    /** Returns a family that ships; others take long to be found, so that the dialog looks for them. */
    private static FontFamily shipped(String label) {
        return label.equals(FontFamily.SERIF.label()) ? FontFamily.SERIF : FontFamily.SANS;
    }

    static FigureVariant content(FigureChoices stored) {
        return Named.find(FigureVariant.class, stored.content()).orElse(FigureVariant.BOTH);
    }

    static FigureChoices stored(FigureSettings settings, FigureVariant content) {
        return new FigureChoices(
                settings.preset().label(),
                settings.width().orElse(0),
                settings.height().orElse(0),
                settings.text().orElse(0),
                settings.ground().label(),
                settings.words().letters(),
                settings.dpi(),
                content.label(),
                settings.fonts().label());
    }
}
