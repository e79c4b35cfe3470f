package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.experiment.NegativeVariances;
import io.orograph.experiment.StatisticsChoice;
import io.orograph.figure.Overlay;
import io.orograph.figure.PathOverlay;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.plane.Plane;
import io.orograph.plane.WeightSeries;
import io.orograph.training.PlanePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** What the commands have in common that lay a plane through given weights: the path over it, the grid around it. */
abstract class PathCommand extends ModelCommand {

    @Mixin
    private DataOptions data;

    @Mixin
    private OtherModels others;

    @Mixin
    private BatchNormOption batchNorm;

    @Mixin
    private FittedGridOptions gridOptions;

    @Mixin
    private LandscapeFiles files;

    final DataOptions data() {
        return data;
    }

    final OtherModels others() {
        return others;
    }

    /** With which statistics of batch normalisations losses are taken. */
    final StatisticsChoice statistics() {
        return batchNorm.choice();
    }

    /** A model or checkpoint beside the open one, as its losses are to be taken. */
    final double[] read(Path file, Experiment experiment) throws IOException {
        return others.read(file, experiment, statistics(), this::tell);
    }

    /** What was said about the directions, and about batch normalisation between models. */
    final Map<String, Object> described(Experiment experiment, String directions) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("directions", directions);
        statistics().between(experiment).ifPresent(text -> entries.put("batch_norm", text));
        return entries;
    }

    final LandscapeFiles files() {
        return files;
    }

    /** A landscape and the path over it. */
    record Surface(PlanePath path, Landscape landscape) {}

    /** Evaluates the path, then the plane around it, and writes what is asked for. */
    final Surface evaluate(
            Experiment experiment,
            Plane plane,
            WeightSeries series,
            Optional<double[]> explained,
            Map<String, Object> directions)
            throws IOException {
        PlanePath path;
        try (ProgressBar bar = new ProgressBar(console(), "Points")) {
            path = PlanePath.of(
                    series,
                    plane,
                    explained,
                    experiment.objective(),
                    bar,
                    console().cancel());
        }
        files.setPath(path, overlay(path));
        Grid grid = gridOptions.grid(path);
        var provenance = experiment.provenance(directions, grid);
        files.writeDirections(plane.of(experiment.layout()), provenance);
        Landscape landscape =
                files.evaluate(new LandscapeEvaluator(experiment.objective(), plane, grid, provenance), console());
        NegativeVariances.notice(landscape, plane, experiment, BatchNormOption.RECOMPUTE)
                .ifPresent(notice -> tell(List.of(notice)));
        files.writeGrid(landscape);
        files.writeFigure(landscape);
        return new Surface(path, landscape);
    }

    /** What a figure shows of the path. */
    Overlay overlay(PlanePath path) {
        return PathOverlay.of(path.size() + " checkpoints", path);
    }

    /** The points of the path for JSON. */
    static JsonLine json(Surface surface) {
        List<PlanePath.Point> points = surface.path().points();
        return new JsonLine()
                .put("points", points.size())
                .put("names", points.stream().map(PlanePath.Point::name).toList())
                .put(
                        "path",
                        points.stream()
                                .map(p -> List.of(p.place().alpha(), p.place().beta()))
                                .toList())
                .put(
                        "path_residual",
                        points.stream().map(p -> p.place().residual()).toList())
                .put("path_loss", points.stream().map(p -> p.loss().loss()).toList())
                .put(
                        "path_plane_loss",
                        points.stream().map(p -> p.planeLoss().loss()).toList())
                .put("cells", surface.landscape().grid().cells())
                .put("non_finite", surface.landscape().nonFiniteCells())
                .put("min", surface.landscape().min())
                .put("max", surface.landscape().max());
    }

    final void printPoints(PlanePath path) {
        TextTable table = new TextTable("point", "α", "β", "off plane", "loss", "loss in the plane");
        for (PlanePath.Point point : path.points()) {
            table.row(
                    point.name(),
                    number(point.place().alpha()),
                    number(point.place().beta()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * point.place().residual()),
                    number(point.loss().loss()),
                    number(point.planeLoss().loss()));
        }
        table.print(out());
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
