package io.orograph.ui.curvature;

import io.orograph.curvature.SpectralDensity;
import io.orograph.plot.DensityPlot;
import io.orograph.plot.Ticks;
import io.orograph.ui.display.PlotView;
import io.orograph.ui.form.Enlarging;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;

/** The density of the eigenvalues. Style class {@code density-plot}. */
final class DensityView extends PlotView {

    private static final String EMPTY = "The spectral density appears here";
    private static final String TITLE = "Spectral density";
    private static final double HEIGHT = 180;

    DensityView(ObservableValue<Boolean> dark) {
        super(EMPTY, true, dark);
        setId("curvature-spectrum");
        getStyleClass().add("density-plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        Enlarging.onClick(this);
    }

    /**
     * Shows a density.
     *
     * @param density null while there is none
     */
    void show(SpectralDensity.Result density) {
        DensityPlot plot = density == null ? null : DensityPlot.of(density, TITLE, "");
        setAccessibleText(
                plot == null
                        ? EMPTY
                        : TITLE + " from " + Ticks.number(plot.values()[0], 3) + " to "
                                + Ticks.number(plot.values()[DensityPlot.POINTS - 1], 3) + ".");
        show(plot);
    }

    /** Returns what the shares say, for the line below the plot. */
    static String words(SpectralDensity.Result density) {
        return String.format(
                Locale.ROOT,
                "%s; %.3g %% of the curvature is negative; drawn with σ = 1 %% of the width",
                density.negative().words(),
                100 * density.negativeMass());
    }
}
