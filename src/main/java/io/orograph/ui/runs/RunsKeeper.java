package io.orograph.ui.runs;

import io.orograph.study.runs.Run;
import java.io.IOException;
import java.util.List;

/** Keeps the runs of a window for when the program does not end as it should. Called in the background. */
public interface RunsKeeper {

    /** Keeps a run in place of what was kept of it before. */
    void keep(Run run);

    /** Removes what is kept of a run that is not in the list any more. */
    void forget(String id);

    /**
     * Returns the runs of windows that are gone without having been closed, in their order; what is damaged is left out. They
     * are there until {@link #taken}.
     *
     * @throws IOException if they cannot be looked at
     */
    List<Run> before() throws IOException;

    /** Removes what {@link #before} returned: it is kept as this window's own. */
    void taken();
}
