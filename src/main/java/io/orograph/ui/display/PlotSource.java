package io.orograph.ui.display;

import io.orograph.export.Exportable;
import io.orograph.plot.Plot;
import io.orograph.provenance.Provenance;
import java.util.Optional;

/** A part of the window that shows a plot, which can be taken out of it: copied, exported, enlarged. */
public interface PlotSource {

    /**
     * What is shown.
     *
     * @param provenance of it
     * @param numbers that it is drawn from; empty where they are exported elsewhere
     */
    record Shown(Plot plot, Provenance provenance, Optional<Exportable> numbers) {

        /** Returns a plot whose numbers are exported elsewhere. */
        public static Shown of(Plot plot, Provenance provenance) {
            return new Shown(plot, provenance, Optional.empty());
        }
    }

    /** Returns what is shown now, without what follows the pointer; empty while there is nothing. */
    Optional<Shown> shown();
}
