package io.orograph.ui.training;

import io.orograph.experiment.Experiment;
import io.orograph.figure.Overlay;
import io.orograph.figure.OverlaySymbol;
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

/** A path and the plane along which it moves most. */
record ShownPath(String title, PlanePath path, GivenPlane plane) {

    private static final int LINE = 0xffffffff;
    private static final int MARKER = 0xffff7a1a;

    /** Finds the plane, projects the path onto it and evaluates its points. */
    static ShownPath of(
            String title, WeightSeries series, Experiment experiment, CancelToken cancel, ProgressListener progress)
            throws IOException {
        TrajectoryDirections directions =
                TrajectoryDirections.of(series, experiment.layout(), ProgressListener.NONE, cancel);
        double[] explained = directions.explained();
        PlanePath path = PlanePath.of(
                series, directions.plane(), Optional.of(explained), experiment.objective(), progress, cancel);
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("directions", "principal directions of " + title);
        entries.put("explained", List.of(explained[0], explained[1]));
        entries.put("origin", series.name(series.size() - 1));
        GivenPlane plane = new GivenPlane(
                "Principal directions of " + title, directions.plane(), entries, path.alphaRange(), path.betaRange());
        return new ShownPath(title, path, plane);
    }

    /** The path with a marker at one of its points. */
    Overlay overlay(int position) {
        List<PlanePath.Point> points = path.points();
        double[] alpha = points.stream().mapToDouble(p -> p.place().alpha()).toArray();
        double[] beta = points.stream().mapToDouble(p -> p.place().beta()).toArray();
        double[] residual =
                points.stream().mapToDouble(p -> p.place().residual()).toArray();
        int last = points.size() - 1;
        Overlay.Line line = new Overlay.Line(title, LINE, alpha, beta, residual);
        return new Overlay(
                List.of(line),
                List.of(
                        new Overlay.Mark("", LINE, OverlaySymbol.START, alpha[0], beta[0]),
                        new Overlay.Mark("", LINE, OverlaySymbol.END, alpha[last], beta[last]),
                        new Overlay.Mark(
                                points.get(position).name(),
                                MARKER,
                                OverlaySymbol.DOT,
                                alpha[position],
                                beta[position])));
    }
}
