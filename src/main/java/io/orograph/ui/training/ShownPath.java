package io.orograph.ui.training;

import io.orograph.network.ParameterLayout;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.plane.WeightSeries;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.plot.SectionOverlay;
import io.orograph.provenance.Key;
import io.orograph.study.FoundSection;
import io.orograph.study.Trajectory;
import io.orograph.study.runs.RunSettings;
import java.util.List;
import java.util.Optional;

/**
 * A path and the plane along which it moves most.
 *
 * @param asked the question
 * @param section its answer, to be evaluated
 * @param trained how it was trained; empty for checkpoints, whose folder may say it
 */
record ShownPath(Trajectory asked, FoundSection section, Optional<RunSettings> trained) {

    private static final int MARKER = 0xffff7a1a;

    static ShownPath of(Trajectory asked, Trajectory.Result found, Optional<RunSettings> trained) {
        return new ShownPath(asked, found.found(), trained);
    }

    String title() {
        return asked.title();
    }

    /** Returns the series whose path it is. */
    WeightSeries series() {
        return asked.series();
    }

    PlanePath path() {
        return plane().path().orElseThrow();
    }

    /** Returns the weights of its points, each of which is looked at before it is given: see {@link PlacedSeries}. */
    WeightSeries weights(ParameterLayout layout) {
        return new PlacedSeries(series(), path(), plane().vectors(), layout);
    }

    private Section plane() {
        return section.section();
    }

    /** Returns what batch normalisations were evaluated with; empty for a network without. */
    Optional<String> statistics() {
        return plane().description().get(Key.BATCH_NORM);
    }

    /** Returns the path with a marker at one of its points. */
    Overlay overlay(int position) {
        PlanePath.Point at = path().points().get(position);
        Overlay.Mark marker = new Overlay.Mark(
                at.name(),
                MARKER,
                OverlaySymbol.DOT,
                at.place().alpha(),
                at.place().beta());
        return SectionOverlay.of(plane()).with(new Overlay(List.of(), List.of(marker)));
    }
}
