package io.orograph.ui.display;

import io.orograph.plot.Plot;
import io.orograph.provenance.Provenance;
import java.util.Optional;

/** A part of the window that shows a plot, which can be taken out of it: copied, exported, enlarged. */
public interface PlotSource {

    /**
     * What is shown.
     *
     * @param provenance of it
     */
    record Shown(Plot plot, Provenance provenance) {}

    /** Returns what is shown now, without what follows the pointer; empty while there is nothing. */
    Optional<Shown> shown();

    /** Tells whether it shows the landscape of the window, of which there are more numbers than a plot is drawn from. */
    default boolean showsLandscape() {
        return false;
    }
}
