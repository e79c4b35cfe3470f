package io.orograph.ui.training;

import io.orograph.experiment.Experiment;
import io.orograph.experiment.StatisticsChoice;
import io.orograph.figure.Overlay;
import io.orograph.figure.OverlaySymbol;
import io.orograph.figure.PathOverlay;
import io.orograph.plane.Plane;
import io.orograph.plane.TrajectoryDirections;
import io.orograph.plane.WeightSeries;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.training.PlanePath;
import io.orograph.ui.evaluation.GivenPlane;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path and the plane along which it moves most.
 *
 * @param series whose path it is
 * @param statistics what batch normalisations were evaluated with; empty for a network without
 */
record ShownPath(String title, WeightSeries series, PlanePath path, GivenPlane plane, Optional<String> statistics) {

    private static final int MARKER = 0xffff7a1a;

    /** Finds the plane, projects the path onto it and evaluates its points. */
    static ShownPath of(
            String title,
            WeightSeries series,
            StatisticsChoice choice,
            Experiment experiment,
            CancelToken cancel,
            ProgressListener progress)
            throws IOException {
        TrajectoryDirections directions =
                TrajectoryDirections.of(series, experiment.layout(), ProgressListener.NONE, cancel);
        double[] explained = directions.explained();
        Plane laid = choice.over(directions.plane(), series, experiment);
        PlanePath path = PlanePath.of(series, laid, Optional.of(explained), experiment.objective(), progress, cancel);
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("directions", "principal directions of " + title);
        entries.put("explained", List.of(explained[0], explained[1]));
        entries.put("origin", series.name(series.size() - 1));
        Optional<String> statistics = choice.along(series, experiment);
        statistics.ifPresent(text -> entries.put("batch_norm", text));
        GivenPlane plane =
                new GivenPlane("Principal directions of " + title, laid, entries, path.alphaRange(), path.betaRange());
        return new ShownPath(title, series, path, plane, statistics);
    }

    /** The path with a marker at one of its points. */
    Overlay overlay(int position) {
        PlanePath.Point at = path.points().get(position);
        Overlay.Mark marker = new Overlay.Mark(
                at.name(),
                MARKER,
                OverlaySymbol.DOT,
                at.place().alpha(),
                at.place().beta());
        return PathOverlay.of(title, path).with(new Overlay(List.of(), List.of(marker)));
    }
}
