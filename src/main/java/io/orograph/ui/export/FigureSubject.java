package io.orograph.ui.export;

import io.orograph.plot.FigureVariant;
import io.orograph.plot.Plot;
import io.orograph.plot.PlotParts;
import io.orograph.provenance.Provenance;

/**
 * What a figure is made of.
 *
 * @param making draws it with a choice of views and parts
 * @param landscape whether there are views and parts to choose
 */
record FigureSubject(Making making, boolean landscape, Provenance provenance) {

    /** Makes a plot. */
    @FunctionalInterface
    interface Making {
        Plot plot(FigureVariant content, PlotParts parts);
    }

    static FigureSubject of(Plot plot, Provenance provenance) {
        return new FigureSubject((content, parts) -> plot, false, provenance);
    }
}
