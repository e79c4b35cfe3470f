package io.orograph.export;

import io.orograph.plot.FigurePage;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.Plot;
import io.orograph.provenance.Provenance;

/**
 * A plot on its page, which knows where what it shows comes from.
 *
 * @param page as it is drawn
 * @param provenance of what is shown
 */
public record Figure(FigurePage page, Provenance provenance) {

    /** Returns the figure of a plot. */
    public static Figure of(Plot plot, FigureSettings settings, Provenance provenance) {
        return new Figure(settings.page(plot), provenance);
    }
}
