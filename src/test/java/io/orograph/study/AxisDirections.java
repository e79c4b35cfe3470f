package io.orograph.study;

import io.orograph.curvature.LocalLoss;
import io.orograph.plane.ComputedDirections;
import io.orograph.plane.Plane;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.ProgressListener;
import java.util.Optional;

/** The first two free numbers themselves: the smallest directions there are, and known to no list of the program. */
public final class AxisDirections implements ComputedDirections {

    public static final DirectionKind KIND = new DirectionKind(
            "axes", "Axes", "The first two numbers that may move", false, Optional.of(new AxisDirections()));

    @Override
    public Section section(LocalLoss loss, long seed, ProgressListener progress) {
        double[][] axes = new double[2][loss.free().size()];
        axes[0][0] = 1;
        axes[1][1] = 1;
        return Section.of(
                "Axes",
                Provenance.NONE.with(Key.DIRECTIONS, "the first two free numbers"),
                new Plane(
                        loss.free().layout(),
                        loss.theta(),
                        loss.free().embed(axes[0]),
                        loss.free().embed(axes[1])));
    }
}
