package io.orograph.study;

import io.orograph.export.NamedValues;
import io.orograph.plane.Section;
import io.orograph.task.CancelToken;
import java.io.IOException;

/** Where the plane of a landscape comes from: directions through θ₀, or a section that was found before. */
public interface SectionSource {

    /**
     * Returns the plane; drawing directions is quick, computing them may take longer than a landscape.
     *
     * @throws IOException if a file that it comes from cannot be read or used
     * @throws io.orograph.curvature.UndefinedCurvatureException if there are no such directions
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Section section(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException;

    /**
     * Returns the command that lays the same plane, without the options of a grid.
     *
     * @param experiment that it is laid for
     */
    Command command(Experiment experiment);

    /** Returns what an export of a landscape over it holds besides the landscape. */
    default NamedValues values() {
        return new NamedValues();
    }

    /** Tells whether finding the plane takes its time. */
    default boolean isComputed() {
        return false;
    }
}
